//+ title = "Cooperation centres"
//+ description = """
//+ Centres that are agreed, announced or at work. The agreement on a centre and the centre
//+ itself each have a status of their own. One row per centre."""
//+ graph = '''
//+ MATCH graph = (centre:Centre)-[:SETS_UP|CONCERNS|SEAT|FOUNDED_BY|STATUS_OF]-()
//+ WHERE $actor IS NULL
//+   OR EXISTS { MATCH (centre)-[:SEAT|FOUNDED_BY]->(actor) WHERE actor.iri = $actor }
//+   OR EXISTS {
//+     MATCH (centre)<-[:SETS_UP|CONCERNS]-()<-[:IN_ACT]-()-[:PARTICIPANT]->({iri: $actor})
//+   }
//+ RETURN graph LIMIT $limit'''
//+
//+ [[parameters]]
//+ name = "actor"
//+ type = "thing"
//+ classes = ["Actor"]
//+ meaning = """
//+ Only centres that this actor is party to (through the agreement that sets it up, or one
//+ about it), founds, or has on its territory; for the first two, a unit or group of the actor
//+ counts too, but not a region of a state."""
//+
//+ [[columns]]
//+ name = "centre"
//+ type = "iri"
//+ meaning = "The centre."
//+ [[columns]]
//+ name = "centre_name"
//+ type = "name"
//+ meaning = "Its name."
//+ [[columns]]
//+ name = "instrument_status"
//+ type = "code"
//+ meaning = """
//+ The latest status of the agreement that sets it up, or else of one that is about it;
//+ `unknown` where none is stated. Of several agreements, that of the latest."""
//+ [[columns]]
//+ name = "realisation_status"
//+ type = "code"
//+ meaning = "How far the centre itself has come into being, by the latest statement."
//+ [[columns]]
//+ name = "as_of"
//+ type = "date"
//+ meaning = "The time at which that status applied."
//+ [[columns]]
//+ name = "place"
//+ type = "iri"
//+ wide = true
//+ meaning = "Where it has, or is to have, its seat."
//+ [[columns]]
//+ name = "place_name"
//+ type = "name"
//+ wide = true
//+ meaning = "The name of that place."
//+ [[columns]]
//+ name = "agreement"
//+ type = "iri"
//+ wide = true
//+ meaning = "The agreement that sets it up, or else one that is about it."
//+ [[columns]]
//+ name = "agreement_name"
//+ type = "name"
//+ wide = true
//+ meaning = "The name of that agreement."
//+ [[columns]]
//+ name = "agreement_link"
//+ type = "code"
//+ wide = true
//+ meaning = "What the source says of the two: `sets_up`, or only `concerns`."
//+ [[columns]]
//+ name = "founders"
//+ type = "list"
//+ wide = true
//+ meaning = "Who sets it up, or is said to be doing so."
//+ [[columns]]
//+ name = "founder_names"
//+ type = "list"
//+ wide = true
//+ meaning = "Their names."
//+ [[columns]]
//+ name = "open_lists"
//+ type = "list"
//+ wide = true
//+ meaning = "What the source lists without an end, such as its founders."

CALL {
  MATCH (actor:Resource {iri: $actor})
  CALL (actor) {
    MATCH (actor)<-[:PART_OF]-*()<-[:SEAT]-(centre:Centre)
    RETURN centre
    UNION
    // Units and groups count, so that what countries of a bloc found is found for the bloc; but
    // a region is not its state, save that what stands in the one stands in the other.
    MATCH (actor)<-[:UNIT_OF|GROUP_OF]-*()<-[:FOUNDED_BY]-(centre:Centre)
    RETURN centre
    UNION
    MATCH (actor)<-[:UNIT_OF|GROUP_OF]-*()<-[:PARTICIPANT]-(part)
      -[:IN_ACT]->(:Agreement|AgreementSet)-[:SETS_UP|CONCERNS]->(centre:Centre)
    WHERE EXISTS { MATCH (part)-[:ROLE]->(role) WHERE role.code = 'party' }
    RETURN centre
  }
  RETURN centre
  UNION
  UNWIND CASE WHEN $actor IS NULL THEN [true] ELSE [] END AS any
  MATCH (centre:Centre)
  RETURN centre
}
CALL (centre) {
  MATCH (centre)<-[:STATUS_OF]-(said)-[:REALISATION_STATUS]->(is)
  WITH is.code AS code, said.as_of_latest AS latest, said.as_of_earliest AS earliest,
    said.as_of AS written, collect(DISTINCT said) AS says
  ORDER BY latest IS NOT NULL DESC, latest DESC, earliest DESC, code, written
  WITH collect({code: code, date: written, says: says}) AS history
  RETURN history[0].code AS realisation, history[0].date AS realisation_date,
    coalesce(history[0].says, []) AS realisation_says
}
WITH *, head(realisation_says).as_of_earliest AS earliest,
  coalesce(centre['name_' + $lang], centre.name, centre.iri) AS centre_name
ORDER BY earliest, centre_name, centre.iri
SKIP $offset LIMIT $limit
CALL (centre) {
  OPTIONAL MATCH (centre)<-[link:SETS_UP|CONCERNS]-(agreement:Agreement|AgreementSet)
  WITH link, agreement
  ORDER BY type(link) DESC, agreement.date_latest IS NOT NULL DESC, agreement.date_latest DESC,
    agreement.iri
  LIMIT 1
  RETURN agreement, toLower(type(link)) AS agreement_link
}
CALL (agreement) {
  MATCH (agreement)<-[:STATUS_OF]-(said)-[:STATUS]->(is)
  WITH is.code AS code, said.as_of_latest AS latest, said.as_of_earliest AS earliest,
    said.as_of AS written, collect(DISTINCT said) AS says
  ORDER BY latest IS NOT NULL DESC, latest DESC, earliest DESC, code, written
  WITH collect({code: code, date: written, says: says}) AS history
  RETURN history[0].code AS status, history[0].date AS status_date,
    coalesce(history[0].says, []) AS status_says
}
CALL (centre) {
  OPTIONAL MATCH (centre)-[:SEAT]->(found)
  WITH found, coalesce(found['name_' + $lang], found.name, found.iri) AS name
  ORDER BY name, found.iri
  RETURN head(collect(found.iri)) AS place, head(collect(name)) AS place_name
}
CALL (centre) {
  MATCH (centre)-[:FOUNDED_BY]->(found)
  WITH DISTINCT found, coalesce(found['name_' + $lang], found.name, found.iri) AS name
  ORDER BY name, found.iri
  RETURN collect(found.iri) AS founders, collect(name) AS founder_names
}
WITH *, [
  {of: [centre], shows: ['names', 'seat', 'founders', 'status', 'instrument']},
  {of: realisation_says, shows: ['status', 'date']},
  {of: [one IN [agreement] WHERE one IS NOT NULL], shows: ['names', 'instrument', 'subject']},
  {of: status_says, shows: ['status', 'date']}
] AS rests
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
  centre.iri AS centre,
  centre_name,
  coalesce(status, 'unknown') AS instrument_status,
  coalesce(realisation, 'unknown') AS realisation_status,
  realisation_date AS as_of,
  place,
  place_name,
  agreement.iri AS agreement,
  coalesce(agreement['name_' + $lang], agreement.name, agreement.iri) AS agreement_name,
  agreement_link,
  founders,
  founder_names,
  COLLECT { MATCH (centre)-[:OPEN_LIST]->(is) RETURN DISTINCT is.code AS code ORDER BY code }
    AS open_lists,
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
ORDER BY earliest, centre_name, centre
