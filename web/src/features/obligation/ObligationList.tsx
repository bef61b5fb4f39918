import { Link, useRouter } from '@tanstack/react-router';
import { Button } from 'antd';
import { ArrowRight } from 'lucide-react';
import type { Obligation } from '@/api/obligation';
import { useT } from '@/i18n';
import { DayText } from '@/shared/text/texts';
import { Countdown } from './Countdown';
import { fulfilment } from './fulfil';
import css from './obligation.module.css';

interface Props {
  obligations: readonly Obligation[];
  /** Says also who has it to do. */
  named?: boolean;
  /** Leaves out the customer: it is the page's own. */
  bare?: boolean;
  /** Opens one with its history. */
  onOpen?: (id: string) => void;
}

/** What is to be done, because of which clause, about whom, by when; one key leads to where it is done. */
export function ObligationList({ obligations, named = false, bare = false, onOpen }: Props) {
  const t = useT();
  const router = useRouter();
  const known = (path: string) => path in router.routesByPath;
  return (
    <ul className={css.list}>
      {obligations.map((one) => {
        const where = one.state === 'open' || one.state === 'breached' ? fulfilment(one, known) : null;
        return (
          <li key={one.id} className={css.row}>
            <div className={css.text}>
              <p className={css.title}>
                {onOpen ? (
                  <button type="button" className={css.open} onClick={() => onOpen(one.id)}>
                    {one.title}
                  </button>
                ) : (
                  <strong>{one.title}</strong>
                )}
                {one.extension_asked && <span className={css.tag}>{t('obligation.extension_waits')}</span>}
              </p>
              <p className={css.facts}>
                {!bare && one.customer && (
                  <Link to="/customers/$id" params={{ id: one.customer.id }} preload={false}>
                    {one.customer.name}
                  </Link>
                )}
                {one.about.name && <span>{one.about.name}</span>}
                {one.period && (
                  <span>
                    <DayText day={one.period.from} /> – <DayText day={one.period.to} />
                  </span>
                )}
                {named && !one.mine && <span>{one.assignee.name}</span>}
                <a href={`/regulation?clause=${encodeURIComponent(one.clause)}`} className={css.clause} title={t('obligation.clause')}>
                  {one.clause}
                </a>
                {!one.certain && (
                  <span className={css.soon} title={t('obligation.uncertain_hint')}>
                    {t('obligation.uncertain')}
                  </span>
                )}
              </p>
            </div>
            <div className={css.due}>
              <Countdown due={one} />
            </div>
            {where && !bare && (
              <Button
                size="small"
                icon={<ArrowRight size={14} />}
                iconPlacement="end"
                onClick={() => void router.navigate({ to: where.to, search: where.search ?? {} } as never)}
                aria-label={t('obligation.do_named', { title: one.title, name: one.customer?.name ?? one.about.name ?? '' })}
              >
                {t(`obligation.${where.label}`)}
              </Button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
