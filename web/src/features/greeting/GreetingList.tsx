import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { Cake, PartyPopper } from 'lucide-react';
import { useState } from 'react';
import type { Greeting } from '@/api/greeting';
import { useMe } from '@/app/me';
import { useI18n } from '@/i18n';
import { DayText } from '@/shared/text/texts';
import { GreetingDialog } from './GreetingDialog';
import css from './greeting.module.css';

/** Whom to greet, on what, when; the words stand ready. */
export function GreetingList({ greetings }: { greetings: readonly Greeting[] }) {
  const { t, maybe } = useI18n();
  const { today } = useMe();
  const [at, setAt] = useState<Greeting | null>(null);
  return (
    <>
      <ul className={css.list}>
        {greetings.map((one) => {
          const name = one.contact?.name ?? one.customer.name;
          const Icon = one.occasion === 'birthday' ? Cake : PartyPopper;
          return (
            <li key={one.id} className={css.row}>
              <Icon size={16} className={one.day <= today ? css.now : css.quiet} aria-hidden />
              <div className={css.text}>
                <strong>{name}</strong>
                <span className={css.occasion}>{maybe(`greeting.on_${one.occasion}`) ?? one.occasion}</span>
                <span className={one.day <= today ? css.now : css.quiet}>
                  <DayText day={one.day} />
                  {one.day < today && ` · ${t('greeting.late')}`}
                </span>
                <p>
                  <Link to="/customers/$id" params={{ id: one.customer.id }} search={one.contact ? { tab: 'contacts' } : {}} preload={false}>
                    {one.contact ? one.customer.name : t('greeting.self')}
                  </Link>
                </p>
              </div>
              <Button size="small" onClick={() => setAt(one)} aria-label={t('greeting.greet_name', { name })}>
                {t('greeting.greet')}
              </Button>
            </li>
          );
        })}
      </ul>
      {at && <GreetingDialog key={at.id} greeting={at} onClose={() => setAt(null)} />}
    </>
  );
}
