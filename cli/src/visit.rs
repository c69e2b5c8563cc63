//! Every span and every free text of a bulletin, to be changed in place.
//!
//! Structs are taken apart field by field, so that a field added to the library does not compile until it is placed here.

use tongbao::{
    Bulletin, CareerEntry, Case, Consequence, Diagnostic, MeasureRecord, Organization, Penalty, Person, Post,
    Provision, Section, Span, Statistic, Target, Violation,
};

/// Calls `change` with every span.
pub fn spans(bulletin: &mut Bulletin, mut change: impl FnMut(&mut Span)) {
    bulletin.sections.iter_mut().for_each(|s| change(&mut s.span));
    for person in &mut bulletin.people {
        person.posts.iter_mut().for_each(|p| change(&mut p.span));
        person.career.iter_mut().for_each(|c| change(&mut c.span));
        person.mentions.iter_mut().for_each(&mut change);
    }
    bulletin.organizations.iter_mut().for_each(|o| change(&mut o.span));
    for measure in &mut bulletin.measures {
        change(&mut measure.span);
        measure.also.iter_mut().for_each(&mut change);
    }
    for case in &mut bulletin.cases {
        change(&mut case.span);
        case.violations.iter_mut().for_each(|v| change(&mut v.span));
        case.amounts.iter_mut().for_each(|a| change(&mut a.span));
    }
    bulletin.provisions.iter_mut().for_each(|p| change(&mut p.span));
    bulletin.statistics.iter_mut().for_each(|s| change(&mut s.span));
    bulletin.diagnostics.iter_mut().for_each(|d| change(&mut d.span));
}

/// Calls `change` with every string that can hold words of the text, but not with the text itself. Codes and dates hold none.
pub fn words(bulletin: &mut Bulletin, change: &mut dyn FnMut(&mut String)) {
    let Bulletin {
        id,
        title,
        issuer,
        sections,
        people,
        organizations,
        measures,
        cases,
        provisions,
        statistics,
        diagnostics,
        schema: _,
        ruleset: _,
        text: _,
        date: _,
    } = bulletin;
    change(id);
    title.iter_mut().chain(issuer).for_each(&mut *change);
    for Section { heading, issuer, kind: _, date: _, span: _ } in sections {
        change(heading);
        issuer.iter_mut().for_each(&mut *change);
    }
    people.iter_mut().for_each(|p| person(p, change));
    for Organization { name, kind: _, level: _, span: _ } in organizations {
        change(name);
    }
    measures.iter_mut().for_each(|m| measure(m, change));
    for Case { title, violations, amounts: _, number: _, subjects: _, period: _, span: _ } in cases {
        title.iter_mut().for_each(&mut *change);
        for Violation { text, code: _, span: _ } in violations {
            change(text);
        }
    }
    for Provision { conduct, consequences, number: _, span: _ } in provisions {
        change(conduct);
        consequences.iter_mut().for_each(|c| consequence(c, change));
    }
    for Statistic { who, place, count: _, approximate: _, measure: _, period: _, span: _ } in statistics {
        change(who);
        place.iter_mut().for_each(&mut *change);
    }
    for Diagnostic { message, code: _, span: _ } in diagnostics {
        change(message);
    }
}

fn person(person: &mut Person, change: &mut dyn FnMut(&mut String)) {
    let Person { name, aliases, native_place, education, notes, posts, career, .. } = person;
    change(name);
    aliases.iter_mut().chain(native_place).chain(education).chain(notes).for_each(&mut *change);
    for Post { unit, title, status: _, level: _, rank: _, restored: _, span: _ } in posts {
        change(unit);
        change(title);
    }
    for CareerEntry { unit, title, from: _, to: _, span: _ } in career {
        change(unit);
        change(title);
    }
}

fn measure(measure: &mut MeasureRecord, change: &mut dyn FnMut(&mut String)) {
    let MeasureRecord { target, detail, decided_by, approved_by, quote, .. } = measure;
    if let Target::Group { group, count: _ } = target {
        change(group);
    }
    detail.iter_mut().chain(decided_by).chain(approved_by).for_each(&mut *change);
    change(quote);
}

fn consequence(consequence: &mut Consequence, change: &mut dyn FnMut(&mut String)) {
    let Consequence { statute: _, articles: _, condition, penalties, offences: _ } = consequence;
    condition.iter_mut().for_each(&mut *change);
    for Penalty { condition, .. } in penalties {
        condition.iter_mut().for_each(&mut *change);
    }
}
