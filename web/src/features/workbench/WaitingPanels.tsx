import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { Button } from 'antd';
import { ArrowRight } from 'lucide-react';
import { useState, type MouseEvent, type ReactNode } from 'react';
import { doAtOnce, waitingQuery, type WaitingKind, type WaitingLine } from '@/api/workbench';
import { useI18n } from '@/i18n';
import { ConfirmDanger } from '@/shared/overlay/ConfirmDanger';
import { formatCount } from '@/shared/text/format';
import { TimeText } from '@/shared/text/texts';
import { Panel } from './Panel';
import css from './workbench.module.css';

type Turn = 'mine' | 'others';

/** What waits for this person's decision, and what they wait for; without any there is nothing to see. */
export function WaitingPanels() {
  const { data } = useQuery(waitingQuery);
  if (!data) return null;
  return (
    <>
      {(['mine', 'others'] as const).map((turn) => (
        <WaitingPanel key={turn} turn={turn} kinds={data[turn]} />
      ))}
    </>
  );
}

function WaitingPanel({ turn, kinds }: { turn: Turn; kinds: readonly WaitingKind[] }) {
  const { t } = useI18n();
  if (kinds.length === 0) return null;
  const total = kinds.reduce((sum, one) => sum + one.count, 0);
  return (
    <Panel title={t(`desk.${turn}`)} more={<span className={css.kindCount}>{t('desk.total', { count: formatCount(total, kinds.some((one) => one.capped)) })}</span>}>
      {kinds.map((kind) => (
        <Kind key={kind.kind} kind={kind} turn={turn} />
      ))}
    </Panel>
  );
}

function Kind({ kind, turn }: { kind: WaitingKind; turn: Turn }) {
  const { maybe } = useI18n();
  const title = maybe(`desk.kind_${kind.kind}`, { count: formatCount(kind.count, kind.capped) }) ?? kind.kind;
  return (
    <section>
      <h3 className={css.kind}>
        <PageLink to={kind.list}>{title}</PageLink>
      </h3>
      <ul className={css.list}>
        {kind.lines.map((line) => (
          <Line key={line.id} line={line} kind={title} turn={turn} name={kind.kind} />
        ))}
      </ul>
    </section>
  );
}

/** What the one key is called: most approve. */
const DEEDS: Readonly<Record<string, 'accept' | 'acknowledge'>> = { change_list_to_accept: 'accept', urgent_news: 'acknowledge' };

function Line({ line, kind, turn, name }: { line: WaitingLine; kind: string; turn: Turn; name: string }) {
  const { t, locale } = useI18n();
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const said = line.title?.[locale];
  const named = [line.customer?.name, said].filter(Boolean);
  const title = named.length > 0 ? named.join(' · ') : (line.by ?? kind);
  const deed = t(`desk.${DEEDS[name] ?? 'approve'}`);
  const act = line.at_once;
  return (
    <li className={css.row}>
      <span className={css.rowText}>
        <PageLink to={line.link} className={css.name}>
          {title}
        </PageLink>
        <p>
          {[
            line.amount !== null && t('desk.amount', { count: formatCount(line.amount) }),
            turn === 'mine' && line.by && t('desk.by', { person: line.by }),
            turn === 'others' && (line.with.length > 0 ? t('desk.with', { people: line.with.join(', ') }) : t('desk.with_none')),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </span>
      <span className={css.rowEnd}>
        <TimeText at={line.since} />
      </span>
      {act ? (
        <Button size="small" onClick={() => setAsking(true)} aria-label={t('desk.act_named', { deed, title })}>
          {deed}
        </Button>
      ) : (
        turn === 'mine' && (
          <PageLink to={line.link} className={css.openLine} label={t('desk.open_named', { title })}>
            {t('desk.open')} <ArrowRight size={14} aria-hidden />
          </PageLink>
        )
      )}
      {asking && act && (
        <ConfirmDanger
          title={t('desk.sure', { deed })}
          action={deed}
          danger={false}
          onConfirm={() => doAtOnce(act).then(() => client.invalidateQueries())}
          onClose={() => setAsking(false)}
        >
          {t('desk.sure_text', { kind, title })}
        </ConfirmDanger>
      )}
    </li>
  );
}

/** A link to a page of ours whose path, with what it searches for, the server named. */
function PageLink({ to, className, label, children }: { to: string; className?: string | undefined; label?: string; children: ReactNode }) {
  const router = useRouter();
  const go = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    router.history.push(to);
  };
  return (
    <a href={to} className={className} aria-label={label} onClick={go}>
      {children}
    </a>
  );
}
