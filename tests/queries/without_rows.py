"""Questions whose example finds nothing in `datasets/`, whose sources share no subject."""

WITHOUT_ROWS = {"disagreements", "shared_partners"}
