"""Terms and statements as text: datatypes, declared terms, what is ours."""
