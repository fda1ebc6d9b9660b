"""From files to statements: find, unpack, parse."""
