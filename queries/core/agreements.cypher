//+ title = "Agreements"
//+ description = """
//+ Agreements and sets of agreements, each with its parties. One row per agreement, of whatever
//+ status."""
//+ graph = '''
//+ MATCH graph = (agreement:Agreement|AgreementSet)<-[:PARTY_TO]-(party)
//+ WHERE $actor IS NULL OR EXISTS { MATCH (agreement)<-[:PARTY_TO]-({iri: $actor}) }
//+ RETURN graph LIMIT $limit'''
//+
//+ [[parameters]]
//+ name = "actor"
//+ type = "thing"
//+ classes = ["Actor"]
//+ meaning = "Only agreements to which this actor is party."
//+
//+ [[parameters]]
//+ name = "partner"
//+ type = "thing"
//+ classes = ["Actor"]
//+ meaning = "Only agreements to which this one is party too."
//+
//+ [[parameters]]
//+ name = "topic"
//+ type = "concept"
//+ scheme = "topic"
//+ many = true
//+ meaning = "Only agreements on one of these topics, or on a narrower one."
//+
//+ [[parameters]]
//+ name = "status"
//+ type = "concept"
//+ scheme = "status"
//+ many = true
//+ meaning = "Only agreements of these statuses."
//+
//+ [[parameters]]
//+ name = "from"
//+ type = "date"
//+ meaning = "Only agreements dated then or later; a partial date counts when it overlaps."
//+
//+ [[parameters]]
//+ name = "to"
//+ type = "date"
//+ meaning = "Only agreements dated then or earlier; a partial date counts when it overlaps."
//+
//+ [[columns]]
//+ name = "agreement"
//+ type = "iri"
//+ meaning = "The agreement or set of agreements."
//+ [[columns]]
//+ name = "agreement_name"
//+ type = "name"
//+ meaning = "Its name."
//+ [[columns]]
//+ name = "agreement_type"
//+ type = "code"
//+ wide = true
//+ meaning = "The kind of agreement."
//+ [[columns]]
//+ name = "instruments"
//+ type = "integer"
//+ wide = true
//+ meaning = "How many agreements the row stands for: 1, or the count of a set."
//+ [[columns]]
//+ name = "status"
//+ type = "code"
//+ meaning = "How far it has come as an instrument, by the latest statement."
//+ [[columns]]
//+ name = "date"
//+ type = "date"
//+ meaning = "When it was made, in the source's precision."
//+ [[columns]]
//+ name = "end_date"
//+ type = "date"
//+ wide = true
//+ meaning = "When it ended."
//+ [[columns]]
//+ name = "place"
//+ type = "iri"
//+ wide = true
//+ meaning = "Where it was made."
//+ [[columns]]
//+ name = "place_name"
//+ type = "name"
//+ wide = true
//+ meaning = "The place's name."
//+ [[columns]]
//+ name = "parties"
//+ type = "list"
//+ wide = true
//+ meaning = "Its parties."
//+ [[columns]]
//+ name = "party_names"
//+ type = "list"
//+ meaning = "The names of its parties."
//+ [[columns]]
//+ name = "parties_stated"
//+ type = "code"
//+ wide = true
//+ meaning = "Whether the source names `all`, `some` or `none` of its parties."
//+ [[columns]]
//+ name = "topics"
//+ type = "list"
//+ wide = true
//+ meaning = "What it is about."
//+ [[columns]]
//+ name = "sectors"
//+ type = "list"
//+ wide = true
//+ meaning = "The sectors that it concerns."
//+ [[columns]]
//+ name = "open_lists"
//+ type = "list"
//+ wide = true
//+ meaning = "What the source lists without an end (such as, and others): `topics`, `parties`, …"
//+
//+ [example]
//+ actor = "https://w3id.org/coopgraph/id/region/cn-gx"

// From the agreements of one who is given; from all only where nobody is.
CALL {
  MATCH (:Resource {iri: coalesce($actor, $partner)})-[:PARTY_TO]->(agreement)
  RETURN DISTINCT agreement
  UNION
  UNWIND CASE WHEN coalesce($actor, $partner) IS NULL THEN [true] ELSE [] END AS any
  MATCH (agreement:Agreement|AgreementSet)
  RETURN agreement
}
WITH agreement
WHERE agreement:Agreement|AgreementSet
  AND ($partner IS NULL OR EXISTS {
    MATCH (agreement)<-[:PARTY_TO]-(partner)
    WHERE partner.iri = $partner AND $partner <> coalesce($actor, '')
  })
  AND ($topic IS NULL
    OR EXISTS { MATCH (agreement)-[:TOPIC]->()-[:BROADER]->*(topic) WHERE topic.code IN $topic })
  AND ($from IS NULL OR agreement.date_latest >= $from.earliest)
  AND ($to IS NULL OR agreement.date_earliest <= $to.latest)
  AND ($status IS NULL OR COLLECT {
    MATCH (agreement)<-[:STATUS_OF]-(said)-[:STATUS]->(is)
    RETURN is.code AS code
    ORDER BY said.as_of_latest IS NOT NULL DESC, said.as_of_latest DESC,
      said.as_of_earliest DESC, code LIMIT 1
  }[0] IN $status)
WITH agreement, agreement.date_earliest AS earliest,
  coalesce(agreement['name_' + $lang], agreement.name, agreement.iri) AS agreement_name
ORDER BY earliest, agreement_name, agreement.iri
SKIP $offset LIMIT $limit
CALL (agreement) {
  MATCH (agreement)<-[:STATUS_OF]-(said)-[:STATUS]->(is)
  WITH is.code AS code, said.as_of_latest AS latest, said.as_of_earliest AS earliest,
    said.as_of AS written, collect(DISTINCT said) AS says
  ORDER BY latest IS NOT NULL DESC, latest DESC, earliest DESC, code, written
  WITH collect({code: code, date: written, says: says}) AS history
  RETURN history[0].code AS status, history[0].date AS status_date,
    coalesce(history[0].says, []) AS status_says
}
CALL (agreement) {
  OPTIONAL MATCH (agreement)-[:PLACE]->(found)
  WITH found, coalesce(found['name_' + $lang], found.name, found.iri) AS name
  ORDER BY name, found.iri
  RETURN head(collect(found.iri)) AS place, head(collect(name)) AS place_name
}
// Each party with all that says so: several sources may name the same one.
CALL (agreement) {
  MATCH (agreement)<-[:IN_ACT]-(participation)-[:PARTICIPANT]->(party)
  WHERE EXISTS { MATCH (participation)-[:ROLE]->(role) WHERE role.code = 'party' }
  WITH party,
    coalesce(party['name_' + $lang], party.name, party.iri) AS name,
    collect(DISTINCT participation) AS says
  ORDER BY name, party.iri
  RETURN collect(party.iri) AS parties, collect(name) AS party_names,
    collect({of: says, shows: ['parties', 'participants']}) AS parts
}
WITH *, [
  {of: [agreement], shows: ['names', 'kind', 'count', 'date', 'place', 'parties', 'topics',
    'sectors']},
  {of: status_says, shows: ['status', 'date']}
] + parts AS rests
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
  agreement.iri AS agreement,
  agreement_name,
  COLLECT { MATCH (agreement)-[:KIND]->(is) RETURN is.code AS code ORDER BY code }[0]
    AS agreement_type,
  CASE WHEN agreement:AgreementSet THEN agreement.count ELSE 1 END AS instruments,
  status,
  agreement.date AS date,
  agreement.end_date AS end_date,
  place,
  place_name,
  parties,
  party_names,
  COLLECT { MATCH (agreement)-[:PARTIES_STATED]->(is) RETURN is.code AS code ORDER BY code }[0]
    AS parties_stated,
  COLLECT { MATCH (agreement)-[:TOPIC]->(is) RETURN DISTINCT is.code AS code ORDER BY code }
    AS topics,
  COLLECT { MATCH (agreement)-[:SECTOR]->(is) RETURN DISTINCT is.code AS code ORDER BY code }
    AS sectors,
  COLLECT { MATCH (agreement)-[:OPEN_LIST]->(is) RETURN DISTINCT is.code AS code ORDER BY code }
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
ORDER BY earliest, agreement_name, agreement
