import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { TriangleAlert } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import type { ClashWish } from '@/api/clash';
import { clashesQuery, type Clash, type CustomerInput } from '@/api/customer';
import { useMay } from '@/app/me';
import { useT, type MessageKey } from '@/i18n';
import type { Asking } from './AskDialog';
import css from './form.module.css';

/** So long nothing is typed before the server is asked, in ms: what is told of hidden customers is on record. */
const PAUSE = 700;

interface Props {
  input: CustomerInput;
  /** What was asked for already: reference → clash. */
  asked: Readonly<Record<string, string>>;
  /** The dialog stands outside: a form does not stand in a form. */
  onAsk: (asking: Asking) => void;
  children: ReactNode;
}

/**
 * Customers on file that are like the one being written down, also those out of sight: of these one learns the
 * department and what agrees. Without any, the children.
 */
export function Clashes({ input, asked, onAsk, children }: Props) {
  const t = useT();
  const may = useMay();
  const text = JSON.stringify(input);
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), PAUSE);
    return () => clearTimeout(timer);
  }, [text]);
  const sent = JSON.parse(settled) as CustomerInput;
  const { data } = useQuery(clashesQuery(sent));
  const clashes = data?.items ?? [];
  if (clashes.length === 0) return children;
  // Two on file that are both the one being written down are one customer themselves.
  const same = clashes.flatMap((clash) => (clash.likeness === 'same' && clash.customer ? [clash.customer.id] : []));
  const twins = same[0] && same[1] ? ([same[0], same[1]] as const) : null;
  return (
    <div className={css.twins} role="status">
      <TriangleAlert size={14} aria-hidden />
      <div>
        {t('customer_form.clash_alike_file')}
        <ul>
          {clashes.map((clash) => (
            <li key={clash.reference}>
              <Told clash={clash} />
              <Ask clash={clash} asked={asked[clash.reference]} onAsk={(wish) => onAsk({ input: sent, clash, wish })} />
            </li>
          ))}
        </ul>
        {twins && may('customer.merge') && (
          <Link to="/customers/merge" search={{ a: twins[0], b: twins[1] }} target="_blank">
            {t('merge.merge_these')}
          </Link>
        )}
      </div>
    </div>
  );
}

/** What one may know of it. */
function Told({ clash }: { clash: Clash }) {
  const t = useT();
  const agrees = clash.agrees.map((field) => t(`customer_form.clash_of_${field}` as MessageKey)).join(t('common.list_comma'));
  const { customer, department, likeness } = clash;
  if (!customer) return <>{t(likeness === 'same' ? 'customer_form.clash_other' : 'customer_form.clash_other_maybe', { department, agrees })}</>;
  return (
    <>
      <Link to="/customers/$id" params={{ id: customer.id }} target="_blank">
        {customer.name}
      </Link>{' '}
      <span>
        {[
          t(`customer_form.clash_${likeness}`),
          ...(agrees ? [t('customer_form.clash_agrees', { agrees })] : []),
          customer.code,
          customer.owner,
          department,
        ].join(' · ')}
      </span>
    </>
  );
}

/** The way out where the customer is somebody else's; once it is gone, where it leads. */
function Ask({ clash, asked, onAsk }: { clash: Clash; asked: string | undefined; onAsk: (wish: ClashWish) => void }) {
  const t = useT();
  if (clash.customer?.own || clash.likeness === 'related') return null;
  if (asked)
    return (
      <p className={css.asked}>
        {t('clash.asked')}{' '}
        <Link to="/clashes/$id" params={{ id: asked }} target="_blank">
          {t('clash.asked_open')}
        </Link>
      </p>
    );
  return (
    <div className={css.asks}>
      {!clash.customer && (
        <Button size="small" onClick={() => onAsk('share')}>
          {t('clash.ask_share')}
        </Button>
      )}
      <Button size="small" onClick={() => onAsk('ruling')}>
        {t('clash.ask_ruling')}
      </Button>
    </div>
  );
}
