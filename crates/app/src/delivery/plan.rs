//! By which ways notices leave, and when.

use crate::{App, Result};
use jiff::tz::TimeZone;
use kedang_domain::id::{DeliveryId, DepartmentId, NoticeId, PersonId, RobotId};
use kedang_domain::notice::{Preference, Way, kind};
use kedang_domain::reference::WorkCalendar;
use kedang_storage::delivery::{self, New, Unplanned};
use kedang_storage::organisation::DepartmentNode;
use kedang_storage::person::Person;
use kedang_storage::{notice, organisation, person, robot};
use std::collections::{BTreeMap, BTreeSet};

/// Notices decided on at once.
const PART: i64 = 200;

/// What it takes to decide.
struct House {
    mail: bool,
    robots: Vec<(RobotId, Option<DepartmentId>)>,
    tree: Vec<DepartmentNode>,
    zone: TimeZone,
    people: BTreeMap<PersonId, Person>,
    preferences: BTreeMap<PersonId, Preference>,
}

impl House {
    /// The robot that speaks to a person: that of their department or the nearest above it,
    /// otherwise the one for everybody.
    fn robot(&self, person: &Person) -> Option<RobotId> {
        let of = |department: Option<DepartmentId>| {
            self.robots.iter().find(|(_, whose)| *whose == department).map(|(id, _)| *id)
        };
        let (mut at, mut passed) = (person.department, BTreeSet::new());
        while let Some(department) = at.filter(|id| passed.insert(*id)) {
            if let Some(found) = of(Some(department)) {
                return Some(found);
            }
            at = self.tree.iter().find(|node| node.id == department).and_then(|node| node.parent);
        }
        of(None)
    }

    /// The deliveries of a notice.
    fn deliveries(&self, app: &App, told: &Unplanned) -> Vec<New> {
        let (Some(kind), Some(person)) = (kind(&told.kind), self.people.get(&told.person)) else {
            return Vec::new();
        };
        let usual = Preference::default();
        let preference = self.preferences.get(&told.person).unwrap_or(&usual);
        let calendar = WorkCalendar::builtin();
        let mut found = Vec::new();
        for way in Way::ALL {
            let robot = if way == Way::Robot { self.robot(person) } else { None };
            let there = match way {
                Way::Mail => self.mail && person.email.is_some(),
                Way::Robot => robot.is_some(),
            };
            let due = preference.due(kind.group, way, told.at, &self.zone, calendar);
            if let (true, true, Some(due_at)) = (there, person.active, due) {
                found.push(New {
                    id: DeliveryId::new(app.fresh()),
                    notice: told.id,
                    person: told.person,
                    way,
                    robot,
                    urgent: kind.urgent,
                    due_at,
                });
            }
        }
        found
    }
}

impl App {
    /// Decides of every new notice by which ways it leaves, and when.
    pub(super) async fn plan_deliveries(&self) -> Result<()> {
        loop {
            let mut conn = self.db().read().await?;
            let told = delivery::unplanned(&mut conn, PART).await?;
            if told.is_empty() {
                return Ok(());
            }
            let people: BTreeSet<PersonId> = told.iter().map(|one| one.person).collect();
            let mut house = House {
                mail: notice::setting(&mut conn).await?.mail_active,
                robots: robot::list(&mut conn)
                    .await?
                    .into_iter()
                    .filter(|robot| robot.active)
                    .map(|robot| (robot.id, robot.department.map(|(id, _)| id)))
                    .collect(),
                tree: organisation::tree(&mut conn).await?,
                zone: self.time_zone(&mut conn).await?,
                people: BTreeMap::new(),
                preferences: notice::preferences(&mut conn, people.iter().copied()).await?,
            };
            for id in people {
                if let Some(person) = person::get(&mut conn, id).await? {
                    house.people.insert(id, person);
                }
            }
            drop(conn);
            let new: Vec<New> = told.iter().flat_map(|one| house.deliveries(self, one)).collect();
            let ids: Vec<NoticeId> = told.iter().map(|one| one.id).collect();
            let mut tx = self.db().begin().await?;
            delivery::plan(&mut tx, &ids, &new, self.now()).await?;
            tx.commit().await?;
        }
    }
}
