//! Pairs joined to companies.

use super::{
    batch::Pair,
    compare::{SAME_FROM, Verdict},
    fields::Code,
    profile::Profile,
    words::Form,
};

struct Clusters {
    parent: Vec<u32>,
    /// Of each root: a record with a valid credit code, one with a name, and one whose name is
    /// complete with its legal form.
    code_of: Vec<u32>,
    named: Vec<u32>,
    formed: Vec<u32>,
}

const NONE: u32 = u32::MAX;

/// Joins pairs with the verdict [`Verdict::Same`], the surest first, and never two clusters that
/// hold two valid credit codes, or a branch and its parent, or a group and its member.
///
/// Returns for every profile the place of the first record of its cluster.
#[must_use]
pub fn cluster(profiles: &[Profile], pairs: &[Pair]) -> Vec<u32> {
    let count = u32::try_from(profiles.len()).unwrap_or(u32::MAX);
    let places = |has: &dyn Fn(&Profile) -> bool| {
        (0..count).zip(profiles).map(|(at, profile)| if has(profile) { at } else { NONE }).collect()
    };
    let mut clusters = Clusters {
        parent: (0..count).collect(),
        code_of: places(&|profile| profile.code.valid),
        named: places(&|profile| profile.body != 0),
        formed: places(&|profile| profile.form != Form::Unknown),
    };
    let mut order: Vec<&Pair> = pairs
        .iter()
        .filter(|pair| pair.verdict == Verdict::Same && pair.probability >= SAME_FROM)
        .collect();
    order.sort_by(|x, y| {
        y.probability.total_cmp(&x.probability).then_with(|| (x.a, x.b).cmp(&(y.a, y.b)))
    });
    for pair in order {
        clusters.join(profiles, pair.a, pair.b);
    }
    (0..count).map(|at| clusters.root(at)).collect()
}

impl Clusters {
    fn root(&mut self, mut at: u32) -> u32 {
        while let Some(up) = self.parent.get(at as usize).copied()
            && up != at
        {
            let above = self.parent.get(up as usize).copied().unwrap_or(up);
            if let Some(place) = self.parent.get_mut(at as usize) {
                *place = above;
            }
            at = above;
        }
        at
    }

    fn join(&mut self, profiles: &[Profile], one: u32, other: u32) {
        let (a, b) = (self.root(one), self.root(other));
        if a == b {
            return;
        }
        // The first record stands for its cluster.
        let (to, from) = (a.min(b), a.max(b));
        let get = |list: &[u32], at: u32| list.get(at as usize).copied().unwrap_or(NONE);
        let profile = |at: u32| profiles.get(at as usize);
        let (code_to, code_from) = (get(&self.code_of, to), get(&self.code_of, from));
        let text = |at: u32| profile(at).map(|p| &p.code).map(Code::text);
        let both = code_to != NONE && code_from != NONE;
        if both && text(code_to) != text(code_from) {
            return;
        }
        // A pair with complete names was judged by them; only a link without one can hide it.
        let complete = [one, other]
            .into_iter()
            .all(|at| profile(at).is_some_and(|profile| profile.form != Form::Unknown));
        if !both && !complete && self.differ(profiles, to, from) {
            return;
        }
        if let Some(place) = self.parent.get_mut(from as usize) {
            *place = to;
        }
        for list in [&mut self.code_of, &mut self.named, &mut self.formed] {
            let other = list.get(from as usize).copied().unwrap_or(NONE);
            if let Some(place) = list.get_mut(to as usize).filter(|place| **place == NONE) {
                *place = other;
            }
        }
    }

    /// Whether one is a branch and the other is not, or one a group and the other is not.
    fn differ(&self, profiles: &[Profile], a: u32, b: u32) -> bool {
        let of = |list: &[u32], at: u32| {
            list.get(at as usize).and_then(|place| profiles.get(*place as usize))
        };
        let branches = match (of(&self.named, a), of(&self.named, b)) {
            (Some(x), Some(y)) => (x.branch == 0) != (y.branch == 0),
            _ => false,
        };
        let groups = match (of(&self.formed, a), of(&self.formed, b)) {
            (Some(x), Some(y)) => x.groups != y.groups,
            _ => false,
        };
        branches || groups
    }
}
