import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { TriangleAlert } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import { clashesQuery, type Clash, type CustomerInput } from '@/api/customer';
import { useMay } from '@/app/me';
import { useT, type MessageKey } from '@/i18n';
import css from './form.module.css';

/** So long nothing is typed before the server is asked, in ms: what is told of hidden customers is on record. */
const PAUSE = 700;

/**
 * Customers on file that are like the one being written down, also those out of sight: of these one learns the
 * department and what agrees. Without any, the children.
 */
export function Clashes({ input, children }: { input: CustomerInput; children: ReactNode }) {
  const t = useT();
  const may = useMay();
  const text = JSON.stringify(input);
  const [asked, setAsked] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(text), PAUSE);
    return () => clearTimeout(timer);
  }, [text]);
  const { data } = useQuery(clashesQuery(JSON.parse(asked) as CustomerInput));
  const clashes = data?.items ?? [];
  if (clashes.length === 0) return children;
  const agrees = (clash: Clash) => clash.agrees.map((field) => t(`customer_form.clash_of_${field}` as MessageKey)).join(t('common.list_comma'));
  // Two on file that are both the one being written down are one customer themselves.
  const same = clashes.flatMap((clash) => (clash.likeness === 'same' && clash.customer ? [clash.customer.id] : []));
  const twins = same[0] && same[1] ? ([same[0], same[1]] as const) : null;
  return (
    <div className={css.twins} role="status">
      <TriangleAlert size={14} aria-hidden />
      <div>
        {t('customer_form.clash_alike_file')}
        <ul>
          {clashes.map((clash, index) => (
            <li key={clash.customer?.id ?? index}>
              {clash.customer ? (
                <>
                  <Link to="/customers/$id" params={{ id: clash.customer.id }} target="_blank">
                    {clash.customer.name}
                  </Link>{' '}
                  <span>
                    {[
                      t(`customer_form.clash_${clash.likeness}`),
                      ...(clash.agrees.length > 0 ? [t('customer_form.clash_agrees', { agrees: agrees(clash) })] : []),
                      clash.customer.code,
                      clash.customer.owner,
                      clash.department,
                    ].join(' · ')}
                  </span>
                </>
              ) : (
                t(clash.likeness === 'same' ? 'customer_form.clash_other' : 'customer_form.clash_other_maybe', { department: clash.department, agrees: agrees(clash) })
              )}
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
