"""Rows of tables: CSV files and the sheets of workbooks."""
