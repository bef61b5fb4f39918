import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { FilePen } from 'lucide-react';
import { useState } from 'react';
import { draftVersion, refreshRegulation, versionsQuery, type VersionRow } from '@/api/regulation';
import { newKey } from '@/api/http';
import { useMay } from '@/app/me';
import { useI18n, useT, type MessageKey } from '@/i18n';
import { Page } from '@/shared/layout/Page';
import { QueryGate } from '@/shared/layout/states';
import { noticeError } from '@/shared/overlay/notice';
import { DayText, TimeText } from '@/shared/text/texts';
import css from './regulation.module.css';
import { RegulationTabs } from './RegulationTabs';

/** The versions of the regulation: what holds, what is to come, what was. */
export function VersionsPage() {
  const t = useT();
  const may = useMay();
  const query = useQuery(versionsQuery);
  return (
    <Page title={t('regulation.title')} actions={may('policy.manage') && <DraftButton from={null} primary text={t('regulation.draft_new')} />} toolbar={<RegulationTabs />}>
      <QueryGate query={query}>
        {(data) => (
          <ol className={css.versions}>
            {data.items.map((version) => (
              <li key={version.id}>
                <VersionCard version={version} />
              </li>
            ))}
          </ol>
        )}
      </QueryGate>
    </Page>
  );
}

/** Begins a draft and goes there. */
export function DraftButton({ from, text, primary = false }: { from: string | null; text: string; primary?: boolean }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [once] = useState(newKey);
  const draft = useMutation({
    mutationFn: () => draftVersion(from, once),
    onSuccess: async (made) => {
      await refreshRegulation(client);
      await navigate({ to: '/regulation/versions/$id', params: { id: made.id } });
    },
    onError: noticeError,
  });
  return (
    <Button type={primary ? 'primary' : 'default'} icon={<FilePen size={16} aria-hidden />} loading={draft.isPending} onClick={() => draft.mutate()}>
      {text}
    </Button>
  );
}

export function StandingMark({ standing }: { standing: VersionRow['standing'] }) {
  const t = useT();
  return (
    <span className={css.standing} data-standing={standing}>
      {t(`regulation.standing_${standing}` as MessageKey)}
    </span>
  );
}

/** What a version is called: its number, or that it has none yet. */
export function useVersionName(): (version: Pick<VersionRow, 'number' | 'created_by'>) => string {
  const { t } = useI18n();
  return (version) =>
    version.number === null || version.number === undefined
      ? t('regulation.draft_of', { name: version.created_by?.name ?? '' })
      : t('regulation.version_no', { number: version.number });
}

function VersionCard({ version }: { version: VersionRow }) {
  const t = useT();
  const name = useVersionName();
  return (
    <>
      <p>
        <Link to="/regulation/versions/$id" params={{ id: version.id }}>
          <strong>{name(version)}</strong>
        </Link>{' '}
        <StandingMark standing={version.standing} />
      </p>
      <p className={css.quiet}>
        {version.active_from && (
          <>
            {t(version.standing === 'proposed' ? 'regulation.to_hold_from' : 'regulation.holds_from')} <DayText day={version.active_from} /> ·{' '}
          </>
        )}
        {version.proposed_by && <>{t('regulation.proposed_by', { name: version.proposed_by.name })} · </>}
        {version.approvals.map((one) => (
          <span key={one.role}>{t('regulation.approved_by', { name: one.person.name })} · </span>
        ))}
        {version.refused_by && <>{t('regulation.refused_by', { name: version.refused_by.name })} · </>}
        <TimeText at={version.decided_at ?? version.changed_at} />
      </p>
      {version.note && <p>{version.note}</p>}
      {version.refusal && <p>{t('regulation.refused_because', { reason: version.refusal })}</p>}
    </>
  );
}
