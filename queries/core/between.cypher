//+ title = "All between two actors"
//+ description = """
//+ All that ties two actors, each way: acts in which both have a part, what one says of the
//+ other, memberships, posts, commitments, and what belongs to what. One row per tie."""
//+ graph = '''
//+ MATCH graph = (:Resource {iri: $a})<-[:PARTICIPANT|ON_BEHALF_OF|SIDE]-()-[:IN_ACT]->()
//+   <-[:IN_ACT]-()-[:PARTICIPANT|ON_BEHALF_OF|SIDE]->(:Resource {iri: $b})
//+ RETURN graph LIMIT $limit'''
//+
//+ [[parameters]]
//+ name = "a"
//+ type = "thing"
//+ classes = ["Actor"]
//+ required = true
//+ meaning = "One of the two."
//+
//+ [[parameters]]
//+ name = "b"
//+ type = "thing"
//+ classes = ["Actor"]
//+ required = true
//+ meaning = "The other."
//+
//+ [[columns]]
//+ name = "item"
//+ type = "iri"
//+ meaning = """
//+ The agreement, event, claim, membership or other thing that ties them; for a plain link, the
//+ actor that has it."""
//+ [[columns]]
//+ name = "item_name"
//+ type = "name"
//+ meaning = "Its name; of what has none, what it says."
//+ [[columns]]
//+ name = "item_type"
//+ type = "class"
//+ wide = true
//+ meaning = "Its most specific class."
//+ [[columns]]
//+ name = "kind"
//+ type = "code"
//+ meaning = "What sort of act it is, or the plain link, such as `unit_of`."
//+ [[columns]]
//+ name = "role_of_a"
//+ type = "code"
//+ meaning = "What the first is in it; several are joined by `; `."
//+ [[columns]]
//+ name = "role_of_b"
//+ type = "code"
//+ meaning = """
//+ What the second is in it. The name of a plain link stands with the one to which it leads."""
//+ [[columns]]
//+ name = "date"
//+ type = "date"
//+ meaning = "When it was."
//+
//+ [example]
//+ a = "https://w3id.org/coopgraph/id/company/huawei"
//+ b = "https://w3id.org/coopgraph/id/institution/cicg"

MATCH (a:Resource {iri: $a}), (b:Resource {iri: $b})
WHERE a <> b
// From the one that has fewer ties.
WITH a, b, CASE WHEN COUNT { (a)<--() } <= COUNT { (b)<--() } THEN [a, b] ELSE [b, a] END AS both
WITH a, b, both[0] AS one, both[1] AS other
CALL (a, b, one, other) {
  MATCH (one)<-[:PARTICIPANT|ON_BEHALF_OF|SIDE]-()-[:IN_ACT]->(item)
  WITH DISTINCT item, other
  WHERE EXISTS { (item)<-[:IN_ACT]-()-[:PARTICIPANT|ON_BEHALF_OF|SIDE]->(other) }
    OR EXISTS { (item)-[:PLACE|VENUE|SETS_UP|CONCERNS]->(other) }
  RETURN item, null AS link
  UNION
  MATCH (one)<-[:PLACE|VENUE|SETS_UP|CONCERNS]-(item)
  WITH DISTINCT item, other
  WHERE EXISTS { (item)<-[:IN_ACT]-()-[:PARTICIPANT|ON_BEHALF_OF|SIDE]->(other) }
  RETURN item, null AS link
  UNION
  // what is said, held, promised or brought in
  MATCH (one)<-[:MEMBER|ORGANIZATION|HOLDER|IN_UNIT|SPEAKER|ABOUT|ADDRESSEE|AIM_OF|CONTRIBUTOR
    |OBLIGOR]-(item)
  WITH DISTINCT item, other
  WHERE EXISTS { (item)-[:MEMBER|ORGANIZATION|HOLDER|IN_UNIT|SPEAKER|ABOUT|ADDRESSEE|AIM_OF
    |CONTRIBUTOR|OBLIGOR]->(other) }
  RETURN item, null AS link
  UNION
  MATCH (one)-[plain:PART_OF|UNIT_OF|GROUP_OF|SEAT|GOVERNS|AFFILIATED_WITH|COUNTRY|FOUNDED_BY
    |POSSIBLY_SAME_AS]-(other)
  RETURN startNode(plain) AS item, type(plain) AS link
}
WITH *, coalesce(item.date_earliest, item.as_of_earliest, item.start_date_earliest) AS earliest,
  coalesce(item['name_' + $lang], item.name, item['post_title_' + $lang], item.post_title,
    head([] + coalesce(item['summary_' + $lang], item.summary)), item.iri) AS item_name
ORDER BY earliest, item_name, item.iri, link
SKIP $offset LIMIT $limit
// What each of the two is in it, and what says so.
CALL (item, link, a, b) {
  UNWIND [a, b] AS who
  WITH item, link, who, COLLECT {
    MATCH (item)<-[:IN_ACT]-(part)-[how:PARTICIPANT|ON_BEHALF_OF|SIDE]->(who)
    WHERE link IS NULL
    OPTIONAL MATCH (part)-[:ROLE]->(role)
    RETURN {part: part, code: CASE type(how)
      WHEN 'PARTICIPANT' THEN coalesce(role.code, 'participant') ELSE toLower(type(how)) END} AS tie
    UNION
    MATCH (item)-[how]->(who)
    WHERE type(how) = link OR link IS NULL AND type(how) IN ['PLACE', 'VENUE', 'SETS_UP',
      'CONCERNS', 'MEMBER', 'ORGANIZATION', 'HOLDER', 'IN_UNIT', 'SPEAKER', 'ABOUT', 'ADDRESSEE',
      'AIM_OF', 'CONTRIBUTOR', 'OBLIGOR']
    RETURN {part: item, code: toLower(type(how))} AS tie
  } AS ties
  RETURN collect([tie IN ties | tie.part]) AS parts, collect(COLLECT {
    UNWIND ties AS tie
    RETURN DISTINCT tie.code AS code ORDER BY code
  }) AS roles
}
WITH *, [{of: [item], shows: ['names', 'kind', 'date', 'parties', 'participants', 'membership',
    'organization', 'subject', 'speaker', 'addressee', 'place', 'venue']}]
  + [one IN parts[0] + parts[1] | {of: [one], shows: ['participants', 'parties', 'principal',
    'side']}] AS rests
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
  item.iri AS item,
  item_name,
  head([type IN $types WHERE type IN labels(item)]) AS item_type,
  coalesce(toLower(link), COLLECT {
    MATCH (item)-[:KIND]->(is) RETURN is.code AS code ORDER BY code
  }[0]) AS kind,
  nullIf(substring(reduce(all = '', code IN roles[0] | all + '; ' + code), 2), '') AS role_of_a,
  nullIf(substring(reduce(all = '', code IN roles[1] | all + '; ' + code), 2), '') AS role_of_b,
  coalesce(item.date, item.as_of, item.start_date) AS date,
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
ORDER BY earliest, item_name, item, kind
