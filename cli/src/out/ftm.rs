//! Entities of FollowTheMoney: people and bodies with their posts and measures, each tied to the bulletin as its proof.
//!
//! Entities of different documents are never the same: an equal name is no reason to join two people.

mod entity;
mod firm;
mod pinyin;

use crate::document::Document;
use crate::place;
use crate::sentence;
use entity::{id, Entity};
use std::collections::HashMap;
use std::fmt::Write as _;
use tongbao::{Bulletin, Family, Measure, MeasureRecord, MeasureStatus, Person, Role, Span, Target};

/// The entities of one document, one per line.
pub fn lines(document: &Document, with_text: bool) -> String {
    let mut out = String::new();
    for entity in (Reader::new(document)).entities(with_text) {
        out += &serde_json::to_string(&entity).expect("an entity has string keys only");
        out.push('\n');
    }
    out
}

struct Reader<'a> {
    document: &'a Document,
    bulletin: &'a Bulletin,
    /// Id of the article.
    article: String,
    entities: Vec<Entity>,
    /// People, bodies and positions that are there already, by id.
    known: HashMap<String, usize>,
}

impl<'a> Reader<'a> {
    fn new(document: &'a Document) -> Self {
        let bulletin = &document.bulletin;
        let article = id(&["article", &bulletin.id, &bulletin.text]);
        Self { document, bulletin, article, entities: Vec::new(), known: HashMap::new() }
    }

    fn entities(mut self, with_text: bool) -> Vec<Entity> {
        let mut article = self.entity(self.article.clone(), "Article");
        let b = self.bulletin;
        article.add_string("title", b.title.as_deref().unwrap_or(&b.id));
        article.add_string("fileName", &b.id);
        article.add_string("author", b.issuer.as_deref().unwrap_or_default());
        article.add_string("publisher", self.document.source.as_deref().unwrap_or_default());
        article.add_date("publishedAt", b.date.as_ref());
        article.add("language", "zho");
        if with_text {
            article.add_text("bodyText", &b.text);
        }
        // Somebody who is named beside the matter is not made an entity of its own.
        let (subjects, others): (Vec<_>, Vec<_>) = b
            .people
            .iter()
            .enumerate()
            .partition(|(n, p)| p.role == Role::Subject || b.measures_of(*n).next().is_some());
        others.iter().for_each(|(_, p)| article.add_name("peopleMentioned", &p.name));
        self.entities.push(article);
        for (n, person) in subjects {
            self.person(n, person);
        }
        for (n, organization) in b.organizations.iter().enumerate() {
            let body = self.body(&organization.name);
            for measure in b.measures.iter().filter(|m| m.target == Target::Organization { organization: n }) {
                self.topic(&body, measure);
                self.sanction(&body, measure);
            }
            self.documentation(&body, organization.span, "organization");
        }
        self.entities
    }

    /// An entity of the country, with the address of the document.
    fn entity(&self, id: String, schema: &'static str) -> Entity {
        let mut entity = Entity::new(id, schema);
        if !matches!(schema, "Occupancy" | "Documentation") {
            entity.add("country", "cn");
        }
        entity.add_url("sourceUrl", self.document.url.as_ref());
        entity
    }

    fn person(&mut self, n: usize, person: &Person) {
        let key = id(&["person", &self.article, &n.to_string(), &person.name]);
        let mut entity = self.entity(key.clone(), "Person");
        entity.add_name("name", &person.name);
        for alias in &person.aliases {
            entity.add_name("alias", alias);
        }
        entity.add("alias", &pinyin::of(&person.name).unwrap_or_default());
        entity.add("gender", gender(person.gender.as_deref()));
        entity.add_date("birthDate", person.born.as_ref());
        entity.add_string("ethnicity", person.ethnicity.as_deref().unwrap_or_default());
        entity.add_string("education", person.education.as_deref().unwrap_or_default());
        for post in &person.posts {
            entity.add_string("position", &format!("{}{}", post.unit, post.title));
        }
        self.known.insert(key.clone(), self.entities.len());
        self.entities.push(entity);
        for post in &person.posts {
            let held = (post.unit.as_str(), post.title.as_str());
            let mut occupancy = self.occupancy(&key, held, post.span);
            occupancy.add("status", post.status.code());
            self.entities.push(occupancy);
        }
        for line in &person.career {
            let mut occupancy = self.occupancy(&key, (&line.unit, &line.title), line.span);
            occupancy.add_date("startDate", line.from.as_ref());
            occupancy.add_date("endDate", line.to.as_ref());
            self.entities.push(occupancy);
        }
        for measure in self.bulletin.measures_of(n) {
            self.topic(&key, measure);
            self.sanction(&key, measure);
        }
        if let Some(mention) = person.mentions.first() {
            self.documentation(&key, *mention, person.role.code());
        }
    }

    fn occupancy(&mut self, holder: &str, (unit, title): (&str, &str), span: Span) -> Entity {
        let post = self.position(unit, title);
        let key = id(&["occupancy", holder, &post, &span.start().to_string()]);
        let mut occupancy = self.entity(key, "Occupancy");
        occupancy.add("holder", holder);
        occupancy.add("post", &post);
        occupancy.add("proof", &self.article);
        occupancy.add_text("summary", &self.sentence(span));
        occupancy
    }

    fn position(&mut self, unit: &str, title: &str) -> String {
        let key = id(&["position", &self.article, unit, title]);
        if !self.known.contains_key(&key) {
            let mut position = self.entity(key.clone(), "Position");
            position.add_name("name", &format!("{unit}{title}"));
            position.add_string("subnationalArea", place::of(unit).unwrap_or_default());
            if !unit.is_empty() {
                position.add("organization", &self.body(unit));
            }
            self.known.insert(key.clone(), self.entities.len());
            self.entities.push(position);
        }
        key
    }

    fn body(&mut self, name: &str) -> String {
        let key = id(&["body", &self.article, name]);
        if !self.known.contains_key(&key) {
            let schema = if firm::is_firm(name) { "Company" } else { "PublicBody" };
            let mut body = self.entity(key.clone(), schema);
            body.add_name("name", name);
            self.known.insert(key.clone(), self.entities.len());
            self.entities.push(body);
        }
        key
    }

    fn topic(&mut self, target: &str, measure: &MeasureRecord) {
        let topic = topic(measure.measure).filter(|_| measure.status == MeasureStatus::Decided);
        let entity = self.known.get(target).map(|n| &mut self.entities[*n]);
        if let (Some(entity), Some(topic)) = (entity, topic) {
            entity.add("topics", topic);
        }
    }

    fn sanction(&mut self, target: &str, m: &MeasureRecord) {
        let key = id(&["sanction", target, m.measure.code(), &m.span.start().to_string()]);
        let mut sanction = self.entity(key, "Sanction");
        sanction.add("entity", target);
        m.decided_by.iter().for_each(|body| sanction.add_string("authority", body));
        let case = m.case.map(|n| &self.bulletin.cases[n]);
        let conduct: Vec<&str> = case.into_iter().flat_map(|c| &c.violations).map(|v| v.text.as_str()).collect();
        sanction.add_text("reason", &conduct.join("；"));
        sanction.add_string("provisions", &provisions(m));
        sanction.add("program", m.measure.family().label_en());
        sanction.add("status", m.status.code());
        sanction.add_date("startDate", m.date.as_ref());
        sanction.add_date("listingDate", self.bulletin.date.as_ref());
        sanction.add("proof", &self.article);
        sanction.add_text("summary", &self.sentence(m.span));
        self.entities.push(sanction);
    }

    fn documentation(&mut self, target: &str, span: Span, role: &str) {
        let key = id(&["documentation", &self.article, target]);
        let mut documentation = self.entity(key, "Documentation");
        documentation.add("document", &self.article);
        documentation.add("entity", target);
        documentation.add("role", role);
        documentation.add_text("summary", &self.sentence(span));
        documentation.add_date("date", self.bulletin.date.as_ref());
        self.entities.push(documentation);
    }

    fn sentence(&self, span: Span) -> String {
        sentence::around(&self.bulletin.text, span).to_string()
    }
}

fn gender(gender: Option<&str>) -> &'static str {
    match gender {
        Some("男") => "male",
        Some("女") => "female",
        _ => "",
    }
}

/// What a decided measure makes of somebody: an object of discipline, a person of interest while it is open, a
/// criminal only by a sentence.
fn topic(measure: Measure) -> Option<&'static str> {
    match measure.family() {
        Family::Party
        | Family::Government
        | Family::Organizational
        | Family::Financial
        | Family::AdministrativePenalty => Some("reg.action"),
        Family::Procedure => Some("poi"),
        Family::Sentence => Some("crime"),
        _ => None,
    }
}

/// The measure with its term and sum: 「留党察看 12个月」.
fn provisions(m: &MeasureRecord) -> String {
    let mut out = if m.label.is_empty() { m.measure.label_zh().to_string() } else { m.label.clone() };
    let numbers = [
        (m.term_months.map(u64::from), "", "个月"),
        (m.suspended_months.map(u64::from), "缓刑", "个月"),
        (m.amount_yuan, "", "元"),
    ];
    for (number, before, unit) in numbers {
        if let Some(number) = number {
            write!(out, " {before}{number}{unit}").expect("a string takes any text");
        }
    }
    if let Some(detail) = &m.detail {
        write!(out, "（{detail}）").expect("a string takes any text");
    }
    out
}
