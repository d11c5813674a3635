"""What is out of date, and what is kept between builds. It knows no Pelican and no stories."""
