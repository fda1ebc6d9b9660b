//+ title = "Near-equal names"
//+ description = """
//+ Two things that may be taken for one: said to be possibly the same, or called the same but
//+ for case, accents and punctuation. They stay two, because no source says that they are one.
//+ One row per pair; of many with one name, each with the next, and all of them where one is
//+ asked about."""
//+ graph = '''
//+ MATCH graph = (one:Resource)-[:POSSIBLY_SAME_AS]->(other)
//+ WHERE $of IS NULL OR $of IN [one.iri, other.iri]
//+ RETURN graph LIMIT $limit'''
//+
//+ [[parameters]]
//+ name = "of"
//+ type = "thing"
//+ meaning = "Only pairs with this thing."
//+
//+ [[parameters]]
//+ name = "reason"
//+ type = "choice"
//+ choices = ["possibly_same_as", "same_name"]
//+ meaning = "Only pairs for this reason."
//+
//+ [[columns]]
//+ name = "a"
//+ type = "iri"
//+ meaning = "One of the two."
//+ [[columns]]
//+ name = "a_name"
//+ type = "name"
//+ meaning = "Its name."
//+ [[columns]]
//+ name = "b"
//+ type = "iri"
//+ meaning = "The other."
//+ [[columns]]
//+ name = "b_name"
//+ type = "name"
//+ meaning = "Its name."
//+ [[columns]]
//+ name = "type"
//+ type = "class"
//+ wide = true
//+ meaning = "The first's most specific class."
//+ [[columns]]
//+ name = "reason"
//+ type = "code"
//+ meaning = """
//+ `possibly_same_as` where the editor says that they may be one; `same_name` where they are of
//+ one class and only their names agree."""
//+ [[columns]]
//+ name = "why"
//+ type = "string"
//+ wide = true
//+ meaning = "What the evidence says of the first's name, in our own words."

CALL {
  MATCH (one:Resource {iri: $of})-[:POSSIBLY_SAME_AS]-(other)
  RETURN one AS first, other AS second, 'possibly_same_as' AS reason
  UNION
  UNWIND CASE WHEN $of IS NULL THEN [true] ELSE [] END AS any
  MATCH (first)-[:POSSIBLY_SAME_AS]->(second)
  RETURN first, second, 'possibly_same_as' AS reason
  UNION
  MATCH (one:Resource {iri: $of})
  UNWIND one.folded_names AS called
  CALL db.index.fulltext.queryNodes('names', '"' + called + '"') YIELD node AS other
  WITH one, other, called
  WHERE other <> one AND called IN other.folded_names
    AND head([type IN $types WHERE type IN labels(one)])
      = head([type IN $types WHERE type IN labels(other)])
  RETURN one AS first, other AS second, 'same_name' AS reason
  UNION
  UNWIND CASE WHEN $of IS NULL AND coalesce($reason, 'same_name') = 'same_name'
    THEN [true] ELSE [] END AS any
  MATCH (thing:Actor|Act|Document)
  UNWIND [] + coalesce(thing.folded_names, []) AS called
  WITH called, head([type IN $types WHERE type IN labels(thing)]) AS type, thing
  ORDER BY thing.iri
  WITH called, type, collect(DISTINCT thing) AS things
  WHERE size(things) > 1
  UNWIND range(0, size(things) - 2) AS nth
  RETURN things[nth] AS first, things[nth + 1] AS second, 'same_name' AS reason
}
WITH DISTINCT CASE WHEN first.iri <= second.iri THEN first ELSE second END AS first,
  CASE WHEN first.iri <= second.iri THEN second ELSE first END AS second, reason
WHERE $reason IS NULL OR reason = $reason
WITH *, coalesce(first['name_' + $lang], first.name, first.iri) AS a_name,
  coalesce(second['name_' + $lang], second.name, second.iri) AS b_name
ORDER BY a_name, first.iri, b_name, second.iri, reason
SKIP $offset LIMIT $limit
WITH *, [{of: [first], shows: ['names']}, {of: [second], shows: ['names']}] AS rests
// What the row rests on: each statement at its best, and the weakest of those.
CALL (rests) {
  UNWIND rests AS rest
  CALL (rest) {
    UNWIND rest.of AS bearer
    MATCH (bearer)-[:HAS_EVIDENCE]->(evidence)
    OPTIONAL MATCH (evidence)-[:SUPPORTS]->(aspect)
    // Evidence of an aspect counts where the row shows it; all other evidence counts.
    WITH rest, evidence, coalesce(aspect.code, aspect.iri) AS aspect
    WHERE aspect IS NULL OR aspect IN rest.shows
    WITH aspect, collect(DISTINCT evidence) AS pieces
    RETURN pieces,
      COLLECT { UNWIND pieces AS one MATCH (one)-[:CONFIDENCE]->(is) RETURN is.code } AS sure,
      COLLECT { UNWIND pieces AS one MATCH (one)-[:BASIS]->(is) RETURN is.code } AS based
  }
  RETURN collect(pieces) AS proofs,
    collect(head([best IN ['high', 'medium', 'low'] WHERE best IN sure])) AS levels,
    collect(head([best IN ['stated', 'inferred'] WHERE best IN based])) AS bases
}
RETURN
  first.iri AS a,
  a_name,
  second.iri AS b,
  b_name,
  head([type IN $types WHERE type IN labels(first)]) AS type,
  reason,
  COLLECT {
    MATCH (first)-[:HAS_EVIDENCE]->(piece)
    OPTIONAL MATCH (piece)-[:SUPPORTS]->(aspect)
    WITH piece, aspect WHERE aspect IS NULL OR aspect.code = 'names'
    RETURN coalesce(piece['paraphrase_' + $lang], piece.paraphrase) AS text
    ORDER BY aspect IS NOT NULL DESC, piece.iri LIMIT 1
  }[0] AS why,
  // Who states what the row rests on, in which documents, and how sure that makes it.
  COLLECT {
    UNWIND rests AS rest
    UNWIND rest.of AS bearer
    MATCH (bearer)-[:DESCRIBED_IN]->(dataset:Dataset)
    RETURN DISTINCT dataset.name AS short ORDER BY short
  } AS datasets,
  COLLECT {
    UNWIND proofs AS pieces
    UNWIND pieces AS piece
    MATCH (piece)-[:IN_DOCUMENT]->(cited)
    WITH DISTINCT cited
    ORDER BY cited.issued_earliest, cited.iri
    RETURN {
      document: cited.iri,
      title: coalesce(
        cited['title_' + $lang], cited.title, cited['name_' + $lang], cited.name),
      publisher: COLLECT {
        MATCH (cited)-[:PUBLISHER]->(by)
        RETURN coalesce(by['name_' + $lang], by.name, by.iri) AS press ORDER BY press
      }[0],
      date: cited.issued,
      url: head([] + cited.url)
    }
  } AS sources,
  head([worst IN ['low', 'medium', 'high'] WHERE worst IN levels]) AS confidence,
  head([worst IN ['inferred', 'stated'] WHERE worst IN bases]) AS basis
ORDER BY a_name, a, b_name, b, reason
