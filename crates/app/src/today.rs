//! The date where the company is.

use crate::{App, Result};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use kedang_db::Conn;

/// Where a company is that has not been set up yet.
const DEFAULT_ZONE: &str = "Asia/Shanghai";

impl App {
    /// The company's time zone.
    ///
    /// # Errors
    /// The database's.
    pub async fn time_zone(&self, conn: &mut Conn) -> Result<TimeZone> {
        let company = kedang_storage::company::get(conn).await?;
        let name = company.as_ref().map_or(DEFAULT_ZONE, |c| c.time_zone.as_str());
        Ok(TimeZone::get(name).unwrap_or(TimeZone::UTC))
    }

    /// The date at an instant (ms UTC) where the company is.
    ///
    /// # Errors
    /// The database's.
    pub async fn date_at(&self, conn: &mut Conn, at: i64) -> Result<Date> {
        let zone = self.time_zone(conn).await?;
        let instant = jiff::Timestamp::from_millisecond(at).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
        Ok(instant.to_zoned(zone).date())
    }
}

/// The instant at which a day begins in a time zone, ms UTC.
pub(crate) fn midnight(day: Date, zone: &TimeZone) -> i64 {
    day.to_zoned(zone.clone()).map_or(0, |z| z.timestamp().as_millisecond())
}
