//+ title = "Network of an actor"
//+ description = """
//+ The agreements of one actor or several, with all their parties, for drawing: one row per
//+ party and agreement, and with more depth the agreements of those parties too. One row per
//+ link."""
//+ graph = '''
//+ MATCH graph = (start:Resource)-[:PARTY_TO]->(:Agreement|AgreementSet)<-[:PARTY_TO]-()
//+ WHERE start.iri IN $of
//+ RETURN graph LIMIT $limit'''
//+
//+ [[parameters]]
//+ name = "of"
//+ type = "thing"
//+ classes = ["Actor"]
//+ required = true
//+ many = true
//+ meaning = "Where the network begins."
//+
//+ [[parameters]]
//+ name = "depth"
//+ type = "integer"
//+ default = 1
//+ minimum = 1
//+ maximum = 3
//+ meaning = """
//+ With 1 their agreements, with 2 those of their partners too, with 3 those of the partners of
//+ these."""
//+
//+ [[parameters]]
//+ name = "status"
//+ type = "concept"
//+ scheme = "status"
//+ many = true
//+ meaning = "Only agreements of these statuses."
//+
//+ [[parameters]]
//+ name = "roll_up"
//+ type = "choice"
//+ choices = ["none", "state"]
//+ default = "none"
//+ meaning = """
//+ With `state`, each party is also linked to the state that it belongs to, and a state begins
//+ with the agreements of all that belongs to it."""
//+
//+ [[columns]]
//+ name = "source"
//+ type = "iri"
//+ meaning = "The party; of a link to a state, who belongs to it."
//+ [[columns]]
//+ name = "source_name"
//+ type = "name"
//+ meaning = "Its name."
//+ [[columns]]
//+ name = "source_type"
//+ type = "class"
//+ wide = true
//+ meaning = "Its most specific class."
//+ [[columns]]
//+ name = "target"
//+ type = "iri"
//+ meaning = "The agreement or set of agreements, or the state."
//+ [[columns]]
//+ name = "target_name"
//+ type = "name"
//+ meaning = "Its name."
//+ [[columns]]
//+ name = "target_type"
//+ type = "class"
//+ wide = true
//+ meaning = "Its most specific class."
//+ [[columns]]
//+ name = "link"
//+ type = "code"
//+ meaning = "What the first is to the second: `party`, or `belongs_to` a state."
//+ [[columns]]
//+ name = "date"
//+ type = "date"
//+ meaning = "When the agreement was made."
//+ [[columns]]
//+ name = "status"
//+ type = "code"
//+ meaning = "How far it has come as an instrument, by the latest statement."
//+
//+ [example]
//+ of = ["https://w3id.org/coopgraph/id/company/huawei"]

MATCH (start:Resource)
WHERE start.iri IN $of
CALL (start) {
  RETURN start AS actor
  UNION
  MATCH (actor) ((part WHERE NOT part:Person|State|Bloc)
    -[:PART_OF|UNIT_OF|GROUP_OF|SEAT|COUNTRY]->())+ (start:State)
  WHERE $roll_up = 'state'
  RETURN actor
}
WITH collect(DISTINCT actor) AS near
// Each step: the agreements of those at hand that were not met before, then their parties.
CALL (near) {
  UNWIND near AS actor
  MATCH (actor)-[:PARTY_TO]->(act:Agreement|AgreementSet)
  WITH DISTINCT act
  WHERE $status IS NULL OR COLLECT {
    MATCH (act)<-[:STATUS_OF]-(said)-[:STATUS]->(is)
    RETURN is.code AS code
    ORDER BY said.as_of_latest IS NOT NULL DESC, said.as_of_latest DESC,
      said.as_of_earliest DESC, code LIMIT 1
  }[0] IN $status
  RETURN collect(act) AS first
}
CALL (first) {
  UNWIND CASE WHEN $depth > 1 THEN first ELSE [] END AS met
  MATCH (met)<-[:PARTY_TO]-(actor)
  WITH DISTINCT actor
  MATCH (actor)-[:PARTY_TO]->(act:Agreement|AgreementSet)
  WITH DISTINCT act
  WHERE $status IS NULL OR COLLECT {
    MATCH (act)<-[:STATUS_OF]-(said)-[:STATUS]->(is)
    RETURN is.code AS code
    ORDER BY said.as_of_latest IS NOT NULL DESC, said.as_of_latest DESC,
      said.as_of_earliest DESC, code LIMIT 1
  }[0] IN $status
  RETURN collect(act) AS second
}
CALL (second) {
  UNWIND CASE WHEN $depth > 2 THEN second ELSE [] END AS met
  MATCH (met)<-[:PARTY_TO]-(actor)
  WITH DISTINCT actor
  MATCH (actor)-[:PARTY_TO]->(act:Agreement|AgreementSet)
  WITH DISTINCT act
  WHERE $status IS NULL OR COLLECT {
    MATCH (act)<-[:STATUS_OF]-(said)-[:STATUS]->(is)
    RETURN is.code AS code
    ORDER BY said.as_of_latest IS NOT NULL DESC, said.as_of_latest DESC,
      said.as_of_earliest DESC, code LIMIT 1
  }[0] IN $status
  RETURN collect(act) AS third
}
CALL (first, second, third) {
  UNWIND first + second + third AS act
  RETURN DISTINCT act
}
MATCH (act)<-[:PARTY_TO]-(party)
WITH DISTINCT act, party
CALL (act, party) {
  RETURN party AS source, act AS target, 'party' AS link
  UNION
  MATCH (party) ((part WHERE NOT part:Person|State|Bloc)
    -[:PART_OF|UNIT_OF|GROUP_OF|SEAT|COUNTRY]->())+ (target:State)
  WHERE $roll_up = 'state'
  RETURN party AS source, target, 'belongs_to' AS link
}
WITH DISTINCT source, target, link
WITH *, target.date_earliest AS earliest,
  coalesce(source['name_' + $lang], source.name, source.iri) AS source_name,
  coalesce(target['name_' + $lang], target.name, target.iri) AS target_name
ORDER BY earliest, target_name, target.iri, source_name, source.iri, link
SKIP $offset LIMIT $limit
CALL (target) {
  MATCH (target)<-[:STATUS_OF]-(said)-[:STATUS]->(is)
  WITH is.code AS code, said.as_of_latest AS latest, said.as_of_earliest AS earliest,
    said.as_of AS written, collect(DISTINCT said) AS says
  ORDER BY latest IS NOT NULL DESC, latest DESC, earliest DESC, code, written
  WITH collect({code: code, date: written, says: says}) AS history
  RETURN history[0].code AS status, history[0].date AS status_date,
    coalesce(history[0].says, []) AS status_says
}
WITH *, CASE link WHEN 'party' THEN [
  {of: [target], shows: ['names', 'date', 'parties']},
  {of: status_says, shows: ['status', 'date']},
  {of: COLLECT {
    MATCH (source)-[direct:PARTY_TO]->(target)
    MATCH (part:Resource {iri: direct.participation})
    RETURN DISTINCT part
  }, shows: ['parties', 'participants']}
] ELSE COLLECT {
  MATCH way = (source) ((part WHERE NOT part:Person|State|Bloc)
    -[:PART_OF|UNIT_OF|GROUP_OF|SEAT|COUNTRY]->())+ (top)
  WHERE top = target  // not in the pattern: the way up is short, all that is below a state is not
  UNWIND nodes(way)[..-1] AS belonging
  WITH DISTINCT belonging
  RETURN {of: [belonging], shows: ['place', 'organization', 'principal', 'seat', 'country']}
} END AS rests
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
  source.iri AS source,
  source_name,
  head([type IN $types WHERE type IN labels(source)]) AS source_type,
  target.iri AS target,
  target_name,
  head([type IN $types WHERE type IN labels(target)]) AS target_type,
  link,
  target.date AS date,
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
ORDER BY earliest, target_name, target, source_name, source, link
