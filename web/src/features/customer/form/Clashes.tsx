import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { TriangleAlert } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import type { ClashWish } from '@/api/clash';
import { clashesQuery, type Clash, type CustomerInput } from '@/api/customer';
import { useT, type MessageKey } from '@/i18n';
import { AskDialog } from './AskDialog';
import css from './form.module.css';

/** So long nothing is typed before the server is asked, in ms: what is told of hidden customers is on record. */
const PAUSE = 700;

/**
 * Customers on file that are like the one being written down, also those out of sight: of these one learns the
 * department and what agrees. Without any, the children.
 */
export function Clashes({ input, children }: { input: CustomerInput; children: ReactNode }) {
  const t = useT();
  const text = JSON.stringify(input);
  const [asked, setAsked] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text), PAUSE);
    return () => clearTimeout(timer);
  }, [text]);
  const sent = JSON.parse(asked) as CustomerInput;
  const { data } = useQuery(clashesQuery(sent));
  const clashes = data?.items ?? [];
  if (clashes.length === 0) return children;
  return (
    <div className={css.twins} role="status">
      <TriangleAlert size={14} aria-hidden />
      <div>
        {t('customer_form.clash_alike_file')}
        <ul>
          {clashes.map((clash) => (
            <li key={clash.reference}>
              <Told clash={clash} />
              <Ask clash={clash} input={sent} />
            </li>
          ))}
        </ul>
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
function Ask({ clash, input }: { clash: Clash; input: CustomerInput }) {
  const t = useT();
  const [wish, setWish] = useState<ClashWish | null>(null);
  const [asked, setAsked] = useState<string | null>(null);
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
        <Button size="small" onClick={() => setWish('share')}>
          {t('clash.ask_share')}
        </Button>
      )}
      <Button size="small" onClick={() => setWish('ruling')}>
        {t('clash.ask_ruling')}
      </Button>
      {wish && <AskDialog input={input} clash={clash} wish={wish} onAsked={(made) => setAsked(made.id)} onClose={() => setWish(null)} />}
    </div>
  );
}
