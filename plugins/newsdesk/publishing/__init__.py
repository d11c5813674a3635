"""The built site, sent to where readers find it: a branch, a host, a bucket, a folder."""
