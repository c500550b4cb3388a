"""Letters of sixty and more agencies that ask for a video conference, with what stands in them."""
