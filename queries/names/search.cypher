//+ title = "Search by any name"
//+ description = """
//+ Actors, agreements, events and other things by any name or alias in any language, by code or by
//+ IRI: whole names first, then those that begin with what is given or have its words, then those
//+ that differ by a letter or two or have some of the words. The 1,000 closest are found."""
//+
//+ [[parameters]]
//+ name = "q"
//+ type = "name"
//+ required = true
//+ meaning = """
//+ What to look for: a name or the beginning of one, some of its words in any order, an acronym, a
//+ code. Case, diacritics and punctuation do not matter."""
//+
//+ [[parameters]]
//+ name = "type"
//+ type = "class"
//+ many = true
//+ default = ["Actor", "Act", "Document"]
//+ meaning = "Only things of one of these classes, or of a class below it."
//+
//+ [[parameters]]
//+ name = "country"
//+ type = "thing"
//+ classes = ["State"]
//+ meaning = """
//+ Only this state and what belongs to it: its regions, cities, organizations, people and groups,
//+ what they take part in or found, and what takes place there. Looked for among the 2,000
//+ closest."""
//+
//+ [[parameters]]
//+ name = "lang"
//+ type = "language"
//+ meaning = "The language of names, as a tag such as `fr`. English, then any, where there is none."
//+
//+ [[parameters]]
//+ name = "limit"
//+ type = "integer"
//+ default = 100
//+ minimum = 1
//+ maximum = 1000
//+ meaning = "How many results to return at most."
//+
//+ [[parameters]]
//+ name = "offset"
//+ type = "integer"
//+ default = 0
//+ minimum = 0
//+ maximum = 1000000000
//+ meaning = "How many results to leave out at the start."
//+
//+ [[columns]]
//+ name = "iri"
//+ type = "iri"
//+ wide = true
//+ meaning = "The thing."
//+ [[columns]]
//+ name = "name"
//+ type = "name"
//+ meaning = "Its name."
//+ [[columns]]
//+ name = "type"
//+ type = "class"
//+ meaning = "Its most specific class."
//+ [[columns]]
//+ name = "matched"
//+ type = "name"
//+ meaning = "The name, alias, code or IRI that was found."
//+ [[columns]]
//+ name = "score"
//+ type = "decimal"
//+ wide = true
//+ meaning = "How close that is to what was looked for: 1 is the same."
//+ [[columns]]
//+ name = "description"
//+ type = "string"
//+ meaning = "A few words that tell it from others: what is said of it, or when, where, of what."
//+ [[columns]]
//+ name = "names"
//+ type = "list"
//+ wide = true
//+ meaning = "All its names as they are written, the one to show first."
//+
//+ [example]
//+ q = "Viet"

// Each index finds the best first, so that of more than can be shown the rest need not be read.
CALL () {
  CALL () {
    MATCH (thing:Resource)
    WHERE thing.iri IN [$q.given, $q.local]
    RETURN thing, 1 AS level
    UNION ALL
    CALL db.index.fulltext.queryNodes('identifiers', $q.code) YIELD node AS thing
    RETURN thing, 3 AS level
    UNION ALL
    // The index finds the words in this order; the name has to be these words and no others.
    UNWIND $q.whole AS whole
    CALL db.index.fulltext.queryNodes('names', whole) YIELD node AS thing
    WITH thing, CASE WHEN $q.folded IN thing.folded_names THEN 4
      WHEN $q.folded IN thing.folded_aliases THEN 5 END AS level
    WHERE level IS NOT NULL
    RETURN thing, level
    UNION ALL
    UNWIND $q.every AS every
    CALL db.index.fulltext.queryNodes('names', every) YIELD node AS thing
    RETURN thing, 6 AS level
  }
  WITH thing, level
  WHERE any(class IN $type WHERE class IN labels(thing))
  WITH thing, level LIMIT 2000
  WHERE $country IS NULL OR $country IN COLLECT {
    MATCH (thing)-[:PLACE|FOUNDED_BY|PART_OF|SEAT|GOVERNS|COUNTRY]->{0,5}(of)
    RETURN of.iri
    UNION ALL
    MATCH (thing)<-[:HOLDER|IN_ACT]-()-[:ORGANIZATION|PARTICIPANT|ON_BEHALF_OF|SIDE
      |FOUNDED_BY|PART_OF|SEAT|GOVERNS|COUNTRY]->{1,6}(of)
    RETURN of.iri
  }
  WITH thing, level LIMIT 1000
  RETURN collect({thing: thing, level: level}) AS close
}
// What differs by some letters, or has but some of the words, where little comes closer.
CALL (close) {
  UNWIND close AS one
  RETURN one.thing AS thing, one.level AS level, 0.0 AS slips
  UNION ALL
  UNWIND CASE WHEN size(close) < 20 THEN $q.loose ELSE [] END AS loose
  CALL (loose) {
    CALL db.index.fulltext.queryNodes('names', loose.query) YIELD node AS thing
    WITH thing WHERE any(class IN $type WHERE class IN labels(thing))
    WITH thing LIMIT 200
    WHERE $country IS NULL OR $country IN COLLECT {
      MATCH (thing)-[:PLACE|FOUNDED_BY|PART_OF|SEAT|GOVERNS|COUNTRY]->{0,5}(of)
      RETURN of.iri
      UNION ALL
      MATCH (thing)<-[:HOLDER|IN_ACT]-()-[:ORGANIZATION|PARTICIPANT|ON_BEHALF_OF|SIDE
        |FOUNDED_BY|PART_OF|SEAT|GOVERNS|COUNTRY]->{1,6}(of)
      RETURN of.iri
    }
    RETURN thing LIMIT 100
  }
  RETURN thing, 6 AS level, loose.slips AS slips
}
WITH thing, min(level) AS level, max(slips) AS slips
// Of each name: how much of what was looked for it has, and how much else.
WITH *, coalesce(thing.folded_names, []) + coalesce(thing.folded_aliases, []) AS every
UNWIND CASE every WHEN [] THEN [''] ELSE every END AS folded
WITH *, ' ' + folded + ' ' AS spaced, replace(folded, ' ', '') AS joined
WITH *, [word IN $q.words | CASE
    WHEN any(one IN word.whole WHERE spaced CONTAINS one) THEN word.size
    WHEN any(one IN word.start WHERE spaced CONTAINS one) THEN 0.9 * word.size
    WHEN word.part IS NOT NULL AND joined CONTAINS word.part THEN 0.85 * word.size
    // A word of about the same letters is the one that the index found with slips.
    ELSE coalesce(head([one IN CASE slips WHEN 0 THEN [] ELSE split(folded, ' ') END
        WHERE abs(size(one) - word.size) <= word.slips
          AND (left(one, 1) = left(word.text, 1) OR right(one, 1) = right(word.text, 1))
          AND size([letter IN word.letters WHERE NOT one CONTAINS letter]) <= word.slips
        | slips * CASE WHEN size(one) < word.size THEN size(one) ELSE word.size END]),
      size([pair IN word.pairs WHERE folded CONTAINS pair]) * word.pair)
  END] AS parts
WITH *, reduce(had = 0.0, part IN parts | had + part) AS had
// Some of the words have to be a quarter of all letters.
WHERE level < 6 OR 4 * had >= size($q.joined)
WITH thing, level, folded, CASE
    WHEN level < 4 OR folded = $q.folded THEN 1.0
    WHEN joined = $q.joined THEN 0.98
    ELSE 0.76 * 2 * CASE WHEN had < size(joined) THEN had ELSE size(joined) END
        / (size(joined) + size($q.joined))
      + CASE WHEN any(part IN parts WHERE part = 0) THEN 0 ELSE 0.19 END
      + CASE WHEN folded STARTS WITH $q.folded THEN 0.02 ELSE 0 END
  END AS score
ORDER BY score DESC, folded
WITH thing, level, head(collect({folded: folded, score: score})) AS best
WITH thing, level, best, coalesce(thing['name_' + $lang], thing.name, thing.iri) AS name
ORDER BY level, best.score DESC, name, thing.iri
SKIP $offset LIMIT $limit
RETURN
  thing.iri AS iri,
  name,
  head([type IN $types WHERE type IN labels(thing)]) AS type,
  CASE
    WHEN level = 1 THEN thing.iri
    WHEN level = 3
      THEN head([key IN keys(thing) WHERE thing[key] IN [$q.given, toUpper($q.given)] | thing[key]])
    ELSE best.folded
  END AS matched,
  round(best.score, 3) AS score,
  coalesce(head(COLLECT {
      MATCH (thing)-[:LEADS_TO]->(kept)
      RETURN 'leads to ' + coalesce(kept['name_' + $lang] + ' ', kept.name + ' ', '')
        + '(' + kept.iri + ')'
    }), thing['description_' + $lang], thing.description,
    thing['summary_' + $lang], thing.summary,
    nullIf(substring(reduce(all = '', one IN
      [date IN [coalesce(thing.date, thing.issued)] WHERE date IS NOT NULL] + COLLECT {
        MATCH (thing)-[:PART_OF|PLACE|SEAT|GOVERNS|COUNTRY|PUBLISHER]->(near)
        RETURN DISTINCT coalesce(near['name_' + $lang], near.name) AS near ORDER BY near LIMIT 3
      } + COLLECT {
        MATCH (thing)<-[:HOLDER]-(post:PostHolding)
        OPTIONAL MATCH (post)-[:ORGANIZATION]->(of)
        WITH coalesce(post['post_title_' + $lang], post.post_title) AS post,
          coalesce(of['name_' + $lang], of.name) AS of
        RETURN coalesce(post + ', ' + of, post, of) AS held ORDER BY held LIMIT 1
      } | all + ', ' + one), 2), '')) AS description,
  [name] + [key IN keys(thing) WHERE key STARTS WITH 'name_' | thing[key]]
    + coalesce(thing.aliases, []) AS names
ORDER BY level, score DESC, name, iri
