import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { Handshake, MapPin, Phone, QrCode as QrIcon } from 'lucide-react';
import { Fragment, type ReactNode } from 'react';
import type { CardRow } from '@/api/card';
import { useT } from '@/i18n';
import { groupPhone } from '@/shared/text/format';
import { DayText } from '@/shared/text/texts';
import css from './card.module.css';

/** One business card: who, where, how to reach them, and how one met. */
export function CardItem({ card, onCode }: { card: CardRow; onCode: () => void }) {
  const t = useT();
  const text = (key: string): string => (typeof card.values[key] === 'string' ? card.values[key] : '');
  const numbers = [text('mobile'), text('office_phone')].filter(Boolean);
  const email = text('email');
  const met: ReactNode[] = [
    ...(text('card_met_on') ? [<DayText key="on" day={text('card_met_on')} fact />] : []),
    ...[text('card_met_at'), text('card_occasion')].filter(Boolean),
  ];
  return (
    <article className={css.card}>
      <header>
        <div className={css.who}>
          <h3>
            {/* Opening is on record, and pointing at a link is not opening. */}
            <Link to="/customers/$id" params={{ id: card.customer.id }} search={{ tab: 'contacts' }} preload={false}>
              {card.name}
            </Link>
          </h3>
          <p>{[text('department_name'), text('post')].filter(Boolean).join(' · ') || t('card.no_post')}</p>
        </div>
        <Button type="text" icon={<QrIcon size={18} />} aria-label={t('card.code_of', { name: card.name })} title={t('card.code')} onClick={onCode} />
      </header>
      <p className={css.company}>{card.customer.name}</p>
      <p className={css.place}>
        {card.customer.region && (
          <span>
            <MapPin size={14} aria-hidden />
            {card.customer.region.name}
          </span>
        )}
        {card.customer.industry && <span>{card.customer.industry.name}</span>}
      </p>
      {(numbers.length > 0 || email) && (
        <p className={css.ways}>
          {numbers.map((number) => (
            <a key={number} href={`tel:${number}`} className={css.call} aria-label={t('card.call', { name: card.name, number: groupPhone(number) })}>
              <Phone size={14} aria-hidden />
              {groupPhone(number)}
            </a>
          ))}
          {email && <a href={`mailto:${email}`}>{email}</a>}
        </p>
      )}
      {met.length > 0 && (
        <p className={css.met}>
          <Handshake size={14} aria-hidden />
          <span>
            {met.map((part, index) => (
              <Fragment key={index}>
                {index > 0 && ' · '}
                {part}
              </Fragment>
            ))}
          </span>
        </p>
      )}
    </article>
  );
}
