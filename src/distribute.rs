//! Which of several measures goes to which of several people (分别).

use crate::code::{Family, Measure};
use crate::measure::MeasureHit;

/// How a list of measures is dealt out.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Deal {
    /// Everyone receives all of it.
    Everyone,
    /// The n-th person receives the measures of the n-th share, as positions in the list.
    Shares(Vec<Vec<usize>>),
    /// People and measures are in unequal numbers.
    Ambiguous,
}

/// What stands between two measures, by how strongly it parts them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Joint {
    /// One word with two codes (双开).
    Same,
    Mark,
    And,
    Comma,
}

fn joint(text: &str, a: &MeasureHit, b: &MeasureHit) -> Joint {
    if b.start < a.end {
        return Joint::Same;
    }
    let gap = &text[a.end..b.start];
    if gap.contains(['，', ',', '；', ';']) {
        Joint::Comma
    } else if gap.contains("处分和") || gap.contains("处理和") || gap.contains("处分及") {
        Joint::Mark
    } else if gap.contains(['和', '及']) || gap.contains("以及") {
        Joint::And
    } else {
        Joint::Mark
    }
}

/// The list cut at every joint that `parts` accepts.
fn shares(joints: &[Joint], parts: impl Fn(Joint) -> bool) -> Vec<Vec<usize>> {
    let mut out = vec![vec![0]];
    for (i, &j) in joints.iter().enumerate() {
        if parts(j) {
            out.push(Vec::new());
        }
        if let Some(last) = out.last_mut() {
            last.push(i + 1);
        }
    }
    out
}

/// Whether the share holds two sanctions of one kind: a party sanction or a government sanction excludes the others.
fn conflict(list: &[MeasureHit], share: &[usize]) -> bool {
    let kind = |m: Measure| match m {
        Measure::PartyWarning
        | Measure::PartySeriousWarning
        | Measure::PartyPostRemoval
        | Measure::PartyProbation
        | Measure::PartyExpulsion => Some(Family::Party),
        Measure::GovWarning
        | Measure::GovDemerit
        | Measure::GovMajorDemerit
        | Measure::GovDemotion
        | Measure::GovPostRemoval
        | Measure::GovDismissal => Some(Family::Government),
        _ => None,
    };
    let kinds: Vec<Family> = share.iter().filter_map(|&i| kind(list[i].measure)).collect();
    [Family::Party, Family::Government].iter().any(|f| kinds.iter().filter(|k| *k == f).count() > 1)
}

/// Deals `list` out among `people`; `apart` is true after 分别 and 依次.
pub(crate) fn deal(text: &str, list: &[MeasureHit], people: usize, apart: bool) -> Deal {
    if people < 2 || list.len() < 2 {
        return Deal::Everyone;
    }
    let joints: Vec<Joint> = list.windows(2).map(|w| joint(text, &w[0], &w[1])).collect();
    let each = || shares(&joints, |j| j != Joint::Same);
    let strong = || shares(&joints, |j| matches!(j, Joint::And | Joint::Comma));
    let weak = || shares(&joints, |j| matches!(j, Joint::Mark | Joint::Comma));
    if apart {
        // 分别判处有期徒刑十年、七年,并处罚金八万元、五万元: every list of one kind is dealt on its own
        let runs = shares(&joints, |j| j == Joint::Comma);
        let kind = |r: &[usize]| r.iter().all(|&i| list[i].measure == list[r[0]].measure) || conflict(list, r);
        if runs.len() > 1 && runs.iter().all(|r| r.len() == people && kind(r)) {
            return Deal::Shares((0..people).map(|k| runs.iter().map(|r| r[k]).collect()).collect());
        }
        // 分别受到警告和记过处分: one share for each of them
        let (each, weak) = (each(), weak());
        let one = weak.len() == 1;
        // 分别受到记过、警告处分，并调离岗位: the first clause is dealt out, the rest is everyone's
        let rest = joints.iter().position(|j| *j == Joint::Comma).map_or(list.len(), |i| i + 1);
        let first = shares(&joints[..rest - 1], |j| j != Joint::Same);
        if rest < list.len() && first.len() == people {
            let whole = first.into_iter().map(|mut share| {
                share.extend(rest..list.len());
                share
            });
            let whole: Vec<Vec<usize>> = whole.collect();
            if !whole.iter().any(|share| conflict(list, share)) {
                return Deal::Shares(whole);
            }
        }
        let cut = [each, weak, strong()].into_iter().find(|cut| cut.len() == people);
        return cut.map_or(if one { Deal::Everyone } else { Deal::Ambiguous }, Deal::Shares);
    }
    // 给予甲、乙A、B，C处分; 甲、乙被给予A、B和C、D处分: the marks pair without the word
    let strong = strong();
    let commas = joints.contains(&Joint::Comma) && joints.contains(&Joint::Mark);
    let even = strong.len() > 1 && strong.iter().all(|s| s.len() == strong[0].len() && s.len() > 1);
    let closed = |w: &[MeasureHit]| {
        let gap = text.get(w[0].end..w[1].start).unwrap_or("");
        gap.contains('处') || gap.contains("予以")
    };
    let bare = !list.windows(2).any(closed);
    // 甲、乙被A、B，移送检察机关: no sanction in the second share
    let sanctions = strong.iter().all(|s| {
        s.iter()
            .any(|&i| matches!(list[i].measure.family(), Family::Party | Family::Government | Family::Organizational))
    });
    if strong.len() == people && bare && sanctions && (even || commas) {
        return Deal::Shares(strong);
    }
    // 甲、乙受到政务警告、记过处分: nobody receives two sanctions of one kind for one case
    let whole: Vec<usize> = (0..list.len()).collect();
    if conflict(list, &whole) {
        let cut =
            [each(), strong, weak()].into_iter().find(|c| c.len() == people && !c.iter().any(|s| conflict(list, s)));
        return cut.map_or(Deal::Ambiguous, Deal::Shares);
    }
    Deal::Everyone
}
