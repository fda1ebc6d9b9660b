//+ title = "Timeline"
//+ description = """
//+ What happened and when: agreements, events, programmes and prospects in the order of their
//+ days, of an actor, on a topic or in a place. One row per act; what has no date comes last."""
//+ graph = '''
//+ MATCH graph = (act:Act)<-[:IN_ACT]-()-[:PARTICIPANT]->(:Actor)
//+ WHERE $actor IS NULL OR EXISTS {
//+   MATCH (act)<-[:IN_ACT]-()-[:PARTICIPANT|ON_BEHALF_OF|SIDE]->({iri: $actor})
//+ }
//+ RETURN graph LIMIT $limit'''
//+
//+ [[parameters]]
//+ name = "actor"
//+ type = "thing"
//+ classes = ["Actor"]
//+ meaning = """
//+ Only acts in which this actor has any role, itself or through its units, its groups, its
//+ government, or people who hold a post there."""
//+
//+ [[parameters]]
//+ name = "topic"
//+ type = "concept"
//+ scheme = "topic"
//+ many = true
//+ meaning = "Only acts on one of these topics, or on a narrower one."
//+
//+ [[parameters]]
//+ name = "place"
//+ type = "thing"
//+ classes = ["Place"]
//+ meaning = "Only acts in this place or in a place that is part of it."
//+
//+ [[parameters]]
//+ name = "from"
//+ type = "date"
//+ meaning = "Only acts that last until then or later; a partial date counts when it overlaps."
//+
//+ [[parameters]]
//+ name = "to"
//+ type = "date"
//+ meaning = "Only acts that begin then or earlier; a partial date counts when it overlaps."
//+
//+ [[columns]]
//+ name = "item"
//+ type = "iri"
//+ meaning = "The agreement, event, programme or prospect."
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
//+ name = "kind"
//+ type = "code"
//+ meaning = "What sort of agreement, event, … it is."
//+ [[columns]]
//+ name = "date"
//+ type = "date"
//+ meaning = "When it took place or began, in the source's precision."
//+ [[columns]]
//+ name = "end_date"
//+ type = "date"
//+ wide = true
//+ meaning = "When it ended."
//+ [[columns]]
//+ name = "status"
//+ type = "code"
//+ wide = true
//+ meaning = "How far it has come as an instrument, by the latest statement; empty for events."
//+ [[columns]]
//+ name = "place"
//+ type = "iri"
//+ wide = true
//+ meaning = "Where it took place."
//+ [[columns]]
//+ name = "place_name"
//+ type = "name"
//+ meaning = "The name of that place."
//+ [[columns]]
//+ name = "actors"
//+ type = "list"
//+ wide = true
//+ meaning = "Who has a role in it."
//+ [[columns]]
//+ name = "actor_names"
//+ type = "list"
//+ meaning = "Their names."
//+ [[columns]]
//+ name = "topics"
//+ type = "list"
//+ wide = true
//+ meaning = "What it is about."
//+
//+ [example]
//+ actor = "https://w3id.org/coopgraph/id/region/cn-gx"

// From the actor or the place where one is given, else from all.
CALL {
  MATCH (actor:Resource {iri: $actor})
  CALL (actor) {
    MATCH (one)-[:UNIT_OF|GROUP_OF|GOVERNS]->*(actor)
    RETURN one
    UNION
    MATCH (one)<-[:HOLDER]-(:PostHolding)-[:ORGANIZATION|IN_UNIT]->()
      -[:UNIT_OF|GROUP_OF|GOVERNS]->*(actor)
    RETURN one
  }
  MATCH (one)<-[:PARTICIPANT|ON_BEHALF_OF|SIDE]-()-[:IN_ACT]->(item:Act)
  RETURN DISTINCT item
  UNION
  MATCH (:Resource {iri: $place})<-[:PART_OF]-*()<-[:PLACE]-(item:Act)
  WHERE $actor IS NULL
  RETURN item
  UNION
  UNWIND CASE WHEN coalesce($actor, $place) IS NULL THEN [true] ELSE [] END AS any
  MATCH (item:Act)
  RETURN item
}
WITH item
WHERE ($place IS NULL
    OR EXISTS { MATCH (item)-[:PLACE]->()-[:PART_OF]->*(place) WHERE place.iri = $place })
  AND ($topic IS NULL
    OR EXISTS { MATCH (item)-[:TOPIC]->()-[:BROADER]->*(topic) WHERE topic.code IN $topic })
  AND ($from IS NULL OR coalesce(item.end_date_latest, item.date_latest) >= $from.earliest)
  AND ($to IS NULL OR item.date_earliest <= $to.latest)
WITH item, item.date_earliest AS earliest,
  coalesce(item['name_' + $lang], item.name, item.iri) AS item_name
ORDER BY earliest, item_name, item.iri
SKIP $offset LIMIT $limit
CALL (item) {
  MATCH (item)<-[:STATUS_OF]-(said)-[:STATUS]->(is)
  WITH is.code AS code, said.as_of_latest AS latest, said.as_of_earliest AS earliest,
    said.as_of AS written, collect(DISTINCT said) AS says
  ORDER BY latest IS NOT NULL DESC, latest DESC, earliest DESC, code, written
  WITH collect({code: code, date: written, says: says}) AS history
  RETURN history[0].code AS status, history[0].date AS status_date,
    coalesce(history[0].says, []) AS status_says
}
CALL (item) {
  OPTIONAL MATCH (item)-[:PLACE]->(found)
  WITH found, coalesce(found['name_' + $lang], found.name, found.iri) AS name
  ORDER BY name, found.iri
  RETURN head(collect(found.iri)) AS place, head(collect(name)) AS place_name
}
CALL (item) {
  MATCH (item)<-[:IN_ACT]-(participation)-[:PARTICIPANT]->(actor)
  WITH actor,
    coalesce(actor['name_' + $lang], actor.name, actor.iri) AS name,
    collect(DISTINCT participation) AS says
  ORDER BY name, actor.iri
  RETURN collect(actor.iri) AS actors, collect(name) AS actor_names,
    collect({of: says, shows: ['participants', 'parties']}) AS parts
}
WITH *, [
  {of: [item], shows: ['names', 'kind', 'date', 'place', 'parties', 'participants', 'topics']},
  {of: status_says, shows: ['status']}
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
  item.iri AS item,
  item_name,
  head([type IN $types WHERE type IN labels(item)]) AS item_type,
  COLLECT { MATCH (item)-[:KIND]->(is) RETURN is.code AS code ORDER BY code }[0]
    AS kind,
  item.date AS date,
  item.end_date AS end_date,
  status,
  place,
  place_name,
  actors,
  actor_names,
  COLLECT { MATCH (item)-[:TOPIC]->(is) RETURN DISTINCT is.code AS code ORDER BY code }
    AS topics,
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
ORDER BY earliest, item_name, item
