//+ title = "Names that come close"
//+ description = "The things whose names come closest to one that nothing has, best first."
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
//+ default = 5
//+ minimum = 1
//+ maximum = 1000
//+ meaning = "How many to return at most."
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
// one for each Chinese character, 50 for each word that may have slips.
WITH reduce(query = '', word IN [one IN split($folded, ' ')[..10] | left(one, 50)] |
  query + ' ' + word + '^2 '
    + CASE WHEN size(word) < 3 THEN '' WHEN size(word) < 6 THEN word + '~1' ELSE word + '~2' END
) AS query
CALL db.index.fulltext.queryNodes('names', query) YIELD node AS thing, score
WHERE any(class IN $classes WHERE class IN labels(thing))
WITH thing, score ORDER BY score DESC, thing.iri LIMIT 10 * $limit
// Of those that share words, names of about the same length come closest.
WITH thing, score,
  coalesce(thing.folded_names, []) + coalesce(thing.folded_aliases, []) AS names
WITH thing, score, reduce(least = 1000, name IN names |
  CASE WHEN abs(size(name) - size($folded)) < least THEN abs(size(name) - size($folded))
    ELSE least END) AS longer
RETURN
  thing.iri AS iri,
  coalesce(thing['name_' + $lang], thing.name, thing.iri) AS name,
  head([type IN $types WHERE type IN labels(thing)]) AS type
ORDER BY longer, score DESC, iri
LIMIT $limit
