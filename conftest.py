"""Settings of every test run: the sample mode, without its sample data."""

import os

os.environ["JUMPA_SAMPLE"] = "1"
