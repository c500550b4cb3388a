"""What runs confined: one file each, with ``run(content, options)``, without Django."""
