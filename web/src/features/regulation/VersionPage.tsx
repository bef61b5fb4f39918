import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { differenceQuery, versionQuery, versionsQuery, type Version } from '@/api/regulation';
import { useMay } from '@/app/me';
import { useI18n } from '@/i18n';
import { Page } from '@/shared/layout/Page';
import { QueryGate } from '@/shared/layout/states';
import { labelText } from '@/shared/text/label';
import { DayText } from '@/shared/text/texts';
import { BookView } from './BookView';
import { ClauseText, HowMet } from './ClauseDetail';
import { Differences } from './Differences';
import { DraftClause } from './draft/DraftClause';
import { DraftOverview } from './draft/DraftOverview';
import { PrintMenu } from './PrintMenu';
import css from './regulation.module.css';
import { RegulationTabs } from './RegulationTabs';
import { ValueList } from './ValueList';
import { DraftButton, StandingMark, useVersionName } from './VersionsPage';
import { VersionActions } from './VersionActions';

const route = getRouteApi('/frame/regulation/versions/$id');

export function VersionPage() {
  const { t } = useI18n();
  const { id } = route.useParams();
  const query = useQuery(versionQuery(id));
  if (query.data) return <Loaded version={query.data} />;
  return (
    <Page title={t('regulation.title')} toolbar={<RegulationTabs />}>
      <QueryGate query={query}>{() => null}</QueryGate>
    </Page>
  );
}

/** A version: read when it is settled, written where it is a draft of those who may. */
function Loaded({ version }: { version: Version }) {
  const { t, locale } = useI18n();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const may = useMay();
  const name = useVersionName();
  const writing = version.standing === 'draft' && version.actions.edit.answer === 'allow';
  const against = useAgainst(version);
  const difference = useQuery(differenceQuery(version.id, version.version, against));
  const changed = new Set(difference.data?.changes.flatMap((change) => change.clause.split(', ')) ?? []);
  return (
    <Page
      title={`${labelText({ en: '', ...version.book.title }, locale)} · ${name(version)}`}
      width="full"
      aside={
        <>
          <StandingMark standing={version.standing} />{' '}
          {version.active_from && (
            <>
              {t(version.standing === 'proposed' ? 'regulation.to_hold_from' : 'regulation.holds_from')} <DayText day={version.active_from} />
            </>
          )}
        </>
      }
      actions={
        <>
          <PrintMenu id={version.id} />
          {may('policy.manage') && version.standing !== 'draft' && <DraftButton from={version.id} text={t('regulation.draft_from')} />}
          <VersionActions version={version} />
        </>
      }
      toolbar={<RegulationTabs />}
    >
      <BookView
        book={version.book}
        search={search}
        changed={changed}
        onSearch={(next) => void navigate({ search: next, replace: next.clause === search.clause })}
        detail={(clause) => (
          <>
            <ClauseText book={version.book} clause={clause} />
            {writing ? <DraftClause key={`${clause.clause} ${version.version}`} version={version} clause={clause} /> : <ValueList book={version.book} clause={clause} />}
            <HowMet clause={clause} />
            {writing && <Differences query={difference} />}
          </>
        )}
        overview={
          <>
            <Standing version={version} />
            <Differences query={difference} />
            {writing && <DraftOverview key={version.version} version={version} />}
          </>
        }
      />
    </Page>
  );
}

/** With what a version is compared: a settled one with the one before it, others with what holds. */
function useAgainst(version: Version): string | undefined {
  const versions = useQuery(versionsQuery);
  if (version.number === null || version.number === undefined) return undefined;
  const before = versions.data?.items.find((one) => one.number === (version.number ?? 0) - 1);
  return before?.id ?? version.id;
}

/** Who proposed it, who approved it, who has to. */
function Standing({ version }: { version: Version }) {
  const { t, maybe } = useI18n();
  return (
    <div className={css.said}>
      {version.proposed_by && <p>{t('regulation.proposed_by', { name: version.proposed_by.name })}</p>}
      {version.note && <p className={css.text}>{version.note}</p>}
      {version.approvals.map((one) => (
        <p key={one.role}>
          {t('regulation.approved_as', { name: one.person.name, role: maybe(`regulation.role_${one.role}`) ?? one.role })}
        </p>
      ))}
      {version.wanted.map((one) => (
        <p key={one.role} className={css.quiet}>
          {t('regulation.wanted', { role: maybe(`regulation.role_${one.role}`) ?? one.role, names: one.people.map((person) => person.name).join(t('regulation.separator')) })}
        </p>
      ))}
      {version.refusal && <p>{t('regulation.refused_because', { reason: version.refusal })}</p>}
      {version.overtaken && <p className={css.warning}>{t('regulation.overtaken')}</p>}
    </div>
  );
}
