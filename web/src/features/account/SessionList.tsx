import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { MonitorSmartphone } from 'lucide-react';
import { useState } from 'react';
import { endOtherSessions, endSession, sessionsQuery } from '@/api/account';
import { useI18n } from '@/i18n';
import { Section } from '@/shared/layout/Page';
import { QueryGate } from '@/shared/layout/states';
import { ConfirmDanger } from '@/shared/overlay/ConfirmDanger';
import { noticeError } from '@/shared/overlay/notice';
import { TimeText } from '@/shared/text/texts';
import { agentName } from './agent';
import css from './account.module.css';

export function SessionList() {
  const { t } = useI18n();
  const client = useQueryClient();
  const sessions = useQuery(sessionsQuery);
  const [asking, setAsking] = useState(false);
  const refresh = () => client.invalidateQueries({ queryKey: sessionsQuery.queryKey });
  const end = useMutation({ mutationFn: endSession, onSuccess: refresh, onError: noticeError });
  const others = sessions.data?.items.filter((one) => !one.current).length ?? 0;

  return (
    <Section
      title={t('account.sessions')}
      hint={t('account.sessions_hint')}
      actions={others > 0 && <Button onClick={() => setAsking(true)}>{t('account.sessions_end_others')}</Button>}
    >
      <QueryGate query={sessions}>
        {({ items }) => (
          <ul className={css.list}>
            {items.map((session) => {
              const agent = agentName(session.agent);
              return (
                <li key={session.id}>
                  <MonitorSmartphone size={18} strokeWidth={1.75} aria-hidden />
                  <div className={css.grow}>
                    <div>
                      {agent ?? t('account.agent_unknown')}
                      {session.current && <span className={css.tag}>{t('account.session_current')}</span>}
                    </div>
                    <div className={css.quiet}>
                      {session.address} · {t('account.last_seen')} <TimeText at={session.last_seen_at} /> · {t('account.signed_in')}{' '}
                      <TimeText at={session.created_at} />
                    </div>
                  </div>
                  {!session.current && (
                    <Button size="small" onClick={() => end.mutate(session.id)} loading={end.isPending && end.variables === session.id}>
                      {t('account.session_end')}
                    </Button>
                  )}
                </li>
              );
            })}
          </ul>
        )}
      </QueryGate>
      {asking && (
        <ConfirmDanger
          title={t('account.sessions_end_title')}
          action={t('account.sessions_end_others')}
          onClose={() => setAsking(false)}
          onConfirm={async () => {
            await endOtherSessions();
            await refresh();
          }}
        >
          <p>{t('account.sessions_end_text', { count: others })}</p>
        </ConfirmDanger>
      )}
    </Section>
  );
}
