//+ title = "Search by any name"
//+ description = """
//+ The things that have a name with all the given words, each as a whole, as a beginning, or but
//+ for a letter or two. Whole names come first, then beginnings, then the rest, best first."""
//+
//+ [[parameters]]
//+ name = "folded"
//+ type = "string"
//+ required = true
//+ meaning = """
//+ What is looked for, as `ontology.folding.fold` makes it: its letters, digits and spaces mean
//+ nothing to the full-text index, so nothing needs escaping."""
//+
//+ [[parameters]]
//+ name = "classes"
//+ type = "string"
//+ many = true
//+ default = ["Actor", "Act", "Document"]
//+ meaning = "Only things of one of these classes."
//+
//+ [[parameters]]
//+ name = "lang"
//+ type = "language"
//+ meaning = "The language of the name to show."
//+
//+ [[parameters]]
//+ name = "limit"
//+ type = "integer"
//+ default = 100
//+ minimum = 1
//+ maximum = 1000
//+ meaning = "How many to return at most."
//+
//+ [[parameters]]
//+ name = "offset"
//+ type = "integer"
//+ default = 0
//+ minimum = 0
//+ maximum = 1000000000
//+ meaning = "How many to leave out at the start."
//+
//+ [[columns]]
//+ name = "iri"
//+ type = "iri"
//+ meaning = "The thing."
//+ [[columns]]
//+ name = "name"
//+ type = "name"
//+ meaning = "Its name."
//+ [[columns]]
//+ name = "type"
//+ type = "class"
//+ meaning = "Its most specific class."

// Lower case, so that `and`, `or` and `not` are words like others. The index takes 1,024 clauses:
// one for each Chinese character, 50 for each word that may have slips, so only the first may.
WITH split($folded, ' ') AS words
WITH reduce(query = '', i IN range(0, size(words) - 1) | query + ' +("' + words[i] + '"^4 '
    + words[i] + '*^2 ' + CASE WHEN i > 9 OR size(words[i]) < 3 THEN ''
      WHEN size(words[i]) < 6 THEN words[i] + '~1' ELSE words[i] + '~2' END
    + ')') AS query
CALL db.index.fulltext.queryNodes('names', query) YIELD node AS thing, score
WHERE any(class IN $classes WHERE class IN labels(thing))
WITH thing, score,
  coalesce(thing.folded_names, []) + coalesce(thing.folded_aliases, []) AS names
WITH thing, score, CASE WHEN $folded IN names THEN 1
  WHEN any(name IN names WHERE name STARTS WITH $folded) THEN 2 ELSE 3 END AS rank
RETURN
  thing.iri AS iri,
  coalesce(thing['name_' + $lang], thing.name, thing.iri) AS name,
  head([type IN $types WHERE type IN labels(thing)]) AS type
ORDER BY rank, score DESC, name, iri
SKIP $offset LIMIT $limit
