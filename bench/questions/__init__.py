"""Benchmarks of every named question on made graphs: does a question grow with its answer only?"""
