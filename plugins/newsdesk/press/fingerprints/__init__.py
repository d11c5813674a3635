"""What a page is made from: all that its template can read of stories and lists, as digests."""
