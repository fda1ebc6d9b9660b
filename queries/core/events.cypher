//+ title = "Events"
//+ description = "What took place: signings, workshops, visits, interviews. One row per event."
//+ graph = '''
//+ MATCH graph = (event:Event)<-[as]-(:Actor)
//+ WHERE as.participation IS NOT NULL AND ($actor IS NULL OR EXISTS {
//+     MATCH (event)<-[:SIGNED_AT|REACHED_AT]-{0,1}()<-[:IN_ACT]-()
//+       -[:PARTICIPANT|ON_BEHALF_OF|SIDE]->({iri: $actor})
//+   })
//+ RETURN graph LIMIT $limit'''
//+
//+ [[parameters]]
//+ name = "actor"
//+ type = "thing"
//+ classes = ["Actor"]
//+ meaning = """
//+ Only events in which this actor takes part in any role, itself or through its people (who
//+ hold a post there, or are there for it or on its side), units or groups (a department, a
//+ delegation, the government that governs it, but not a region of a state), or in which
//+ something was signed or agreed that it is party to."""
//+
//+ [[parameters]]
//+ name = "from"
//+ type = "date"
//+ meaning = "Only events that last until then or later; a partial date counts when it overlaps."
//+
//+ [[parameters]]
//+ name = "to"
//+ type = "date"
//+ meaning = "Only events that begin then or earlier; a partial date counts when it overlaps."
//+
//+ [[parameters]]
//+ name = "kind"
//+ type = "concept"
//+ scheme = "event-kind"
//+ many = true
//+ meaning = "Only these kinds of events."
//+
//+ [[columns]]
//+ name = "event"
//+ type = "iri"
//+ meaning = "The event, or several unnamed ones of one kind."
//+ [[columns]]
//+ name = "event_name"
//+ type = "name"
//+ meaning = "Its name."
//+ [[columns]]
//+ name = "kind"
//+ type = "code"
//+ meaning = "What sort of event it is."
//+ [[columns]]
//+ name = "events"
//+ type = "integer"
//+ wide = true
//+ meaning = "How many events the row stands for."
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
//+ name = "place"
//+ type = "iri"
//+ wide = true
//+ meaning = "Where it took place."
//+ [[columns]]
//+ name = "place_name"
//+ type = "name"
//+ meaning = "The name of that place."
//+ [[columns]]
//+ name = "venue"
//+ type = "iri"
//+ wide = true
//+ meaning = "The organization on whose premises it took place."
//+ [[columns]]
//+ name = "venue_name"
//+ type = "name"
//+ wide = true
//+ meaning = "The name of that organization."
//+ [[columns]]
//+ name = "organizers"
//+ type = "list"
//+ wide = true
//+ meaning = "Its organizers."
//+ [[columns]]
//+ name = "organizer_names"
//+ type = "list"
//+ wide = true
//+ meaning = "The names of its organizers."
//+ [[columns]]
//+ name = "attendance"
//+ type = "integer"
//+ wide = true
//+ meaning = "How many people took part."
//+ [[columns]]
//+ name = "topics"
//+ type = "list"
//+ wide = true
//+ meaning = "What it was about."
//+ [[columns]]
//+ name = "open_lists"
//+ type = "list"
//+ wide = true
//+ meaning = "What the source lists without an end (such as, and others): `participants`, …"
//+
//+ [example]
//+ actor = "https://w3id.org/coopgraph/id/company/huawei"

// Each event with what shows that the actor took part, and through whom where not by itself.
CALL {
  MATCH (actor:Resource {iri: $actor})
  CALL (actor) {
    RETURN actor AS one, [] AS through
    UNION
    MATCH way = (one)-[:UNIT_OF|GROUP_OF|GOVERNS]->+(actor)
    RETURN one, nodes(way)[..-1] AS through
    UNION
    MATCH way = (one)<-[:HOLDER]-(:PostHolding)-[:ORGANIZATION|IN_UNIT]->()
      -[:UNIT_OF|GROUP_OF|GOVERNS]->*(actor)
    RETURN one, nodes(way)[1..-1] AS through
  }
  MATCH (one)<-[:PARTICIPANT|ON_BEHALF_OF|SIDE]-(participation)-[:IN_ACT]->(act)
  CALL (participation, act) {
    MATCH (act:Event)
    RETURN act AS event, [participation] AS shows
    UNION
    MATCH (act)-[:SIGNED_AT|REACHED_AT]->(event)
    WHERE EXISTS { MATCH (participation)-[:ROLE]->(role) WHERE role.code = 'party' }
    RETURN event, [participation, act] AS shows
  }
  // The shortest way is what the row rests on: an actor that is there itself needs no other.
  WITH event, shows + through AS shows ORDER BY size(shows), [one IN shows | one.iri]
  RETURN event, head(collect(shows)) AS shows
  UNION
  UNWIND CASE WHEN $actor IS NULL THEN [true] ELSE [] END AS any
  MATCH (event:Event)
  RETURN event, [] AS shows
}
WITH event, shows
WHERE ($from IS NULL OR coalesce(event.end_date_latest, event.date_latest) >= $from.earliest)
  AND ($to IS NULL OR event.date_earliest <= $to.latest)
  AND ($kind IS NULL
    OR EXISTS { MATCH (event)-[:KIND]->(kind) WHERE kind.code IN $kind })
WITH event, shows, event.date_earliest AS earliest,
  coalesce(event['name_' + $lang], event.name, event.iri) AS event_name
ORDER BY earliest, event_name, event.iri
SKIP $offset LIMIT $limit
CALL (event) {
  MATCH (event)<-[:IN_ACT]-(participation)-[:PARTICIPANT]->(organizer)
  WHERE EXISTS { MATCH (participation)-[:ROLE]->(role) WHERE role.code = 'organizer' }
  WITH organizer,
    coalesce(organizer['name_' + $lang], organizer.name, organizer.iri) AS name,
    collect(DISTINCT participation) AS says
  ORDER BY name, organizer.iri
  RETURN collect(organizer.iri) AS organizers, collect(name) AS organizer_names,
    collect({of: says, shows: ['organizer', 'participants']}) AS parts
}
CALL (event) {
  OPTIONAL MATCH (event)-[:PLACE]->(found)
  WITH found, coalesce(found['name_' + $lang], found.name, found.iri) AS name
  ORDER BY name, found.iri
  RETURN head(collect(found.iri)) AS place, head(collect(name)) AS place_name
}
CALL (event) {
  OPTIONAL MATCH (event)-[:VENUE]->(found)
  WITH found, coalesce(found['name_' + $lang], found.name, found.iri) AS name
  ORDER BY name, found.iri
  RETURN head(collect(found.iri)) AS venue, head(collect(name)) AS venue_name
}
WITH *, [{of: [event], shows: ['names', 'kind', 'count', 'date', 'place', 'venue', 'organizer',
    'attendance', 'topics']}] + parts
  + [show IN shows | {of: [show], shows: ['participants', 'parties', 'occasion', 'organization',
    'principal']}] AS rests
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
  event.iri AS event,
  event_name,
  COLLECT { MATCH (event)-[:KIND]->(is) RETURN is.code AS code ORDER BY code }[0]
    AS kind,
  coalesce(event.count, 1) AS events,
  event.date AS date,
  event.end_date AS end_date,
  place,
  place_name,
  venue,
  venue_name,
  organizers,
  organizer_names,
  event.attendance AS attendance,
  COLLECT { MATCH (event)-[:TOPIC]->(is) RETURN DISTINCT is.code AS code ORDER BY code }
    AS topics,
  COLLECT { MATCH (event)-[:OPEN_LIST]->(is) RETURN DISTINCT is.code AS code ORDER BY code }
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
ORDER BY earliest, event_name, event
