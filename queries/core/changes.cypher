//+ title = "Changes between two dates"
//+ description = """
//+ What was new between two dates: agreements made, events held, programmes begun, and each
//+ status that something came to have. One row per change."""
//+ graph = '''
//+ MATCH graph = (act:Act)<-[:IN_ACT]-()-[:PARTICIPANT]->(:Actor)
//+ WHERE ($from IS NULL OR act.date_latest >= $from.earliest)
//+   AND ($to IS NULL OR act.date_earliest <= $to.latest)
//+   AND ($actor IS NULL OR EXISTS { MATCH (act)<-[:IN_ACT]-()-[:PARTICIPANT]->({iri: $actor}) })
//+ RETURN graph LIMIT $limit'''
//+
//+ [[parameters]]
//+ name = "from"
//+ type = "date"
//+ meaning = "From when on; a partial date counts when it overlaps."
//+
//+ [[parameters]]
//+ name = "to"
//+ type = "date"
//+ meaning = "Until when; a partial date counts when it overlaps."
//+
//+ [[parameters]]
//+ name = "actor"
//+ type = "thing"
//+ classes = ["Actor"]
//+ meaning = """
//+ Only what this actor takes part in, and centres that such an act sets up or concerns."""
//+
//+ [[parameters]]
//+ name = "change"
//+ type = "choice"
//+ many = true
//+ choices = ["agreement", "event", "programme", "prospect", "status"]
//+ meaning = "Only these changes."
//+
//+ [[columns]]
//+ name = "item"
//+ type = "iri"
//+ meaning = "What is new, or has a new status."
//+ [[columns]]
//+ name = "item_name"
//+ type = "name"
//+ meaning = "Its name."
//+ [[columns]]
//+ name = "item_type"
//+ type = "class"
//+ wide = true
//+ meaning = "Its most specific class."
//+ [[columns]]
//+ name = "change"
//+ type = "code"
//+ meaning = "What is new: an `agreement`, `event`, `programme` or `prospect`, or a `status`."
//+ [[columns]]
//+ name = "date"
//+ type = "date"
//+ meaning = "When, in the source's precision."
//+ [[columns]]
//+ name = "status"
//+ type = "code"
//+ meaning = "The status that it came to have."

CALL {
  MATCH (:Resource {iri: $actor})<-[:PARTICIPANT|ON_BEHALF_OF|SIDE]-()-[:IN_ACT]->(act:Act)
  CALL (act) {
    RETURN act AS item
    UNION
    MATCH (act)-[:SETS_UP|CONCERNS]->(item)
    RETURN item
  }
  RETURN DISTINCT item
  UNION
  UNWIND CASE WHEN $actor IS NULL THEN [true] ELSE [] END AS any
  MATCH (item:Act|Centre)
  RETURN item
}
CALL (item) {
  WITH item
  WHERE item:Act AND item.date IS NOT NULL
    AND ($from IS NULL OR item.date_latest >= $from.earliest)
    AND ($to IS NULL OR item.date_earliest <= $to.latest)
  RETURN CASE WHEN item:Event THEN 'event' WHEN item:Programme THEN 'programme'
      WHEN item:Prospect THEN 'prospect' ELSE 'agreement' END AS change,
    item.date AS date, item.date_earliest AS earliest, null AS status, [item] AS says
  UNION
  MATCH (item)<-[:STATUS_OF]-(said)-[:STATUS|REALISATION_STATUS]->(is)
  WHERE said.as_of IS NOT NULL
    AND ($from IS NULL OR said.as_of_latest >= $from.earliest)
    AND ($to IS NULL OR said.as_of_earliest <= $to.latest)
  RETURN 'status' AS change, said.as_of AS date, min(said.as_of_earliest) AS earliest,
    is.code AS status, collect(DISTINCT said) AS says
}
WITH *
WHERE $change IS NULL OR change IN $change
WITH *, coalesce(item['name_' + $lang], item.name, item.iri) AS item_name
ORDER BY earliest, date, item_name, item.iri, change, status
SKIP $offset LIMIT $limit
WITH *, [{of: says, shows: ['date', 'status', 'names', 'kind']}] AS rests
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
  change,
  date,
  status,
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
ORDER BY earliest, date, item_name, item, change, status
