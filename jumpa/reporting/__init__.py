"""What the office reads afterwards. Only reads.

In: closed requests. Out: Data Kegiatan as a page, CSV and XLSX. One report is one file in
``reports/``.
"""
