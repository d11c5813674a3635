"""What pages say: values in, values or bytes out. It knows no Pelican, no cache and no clock."""
