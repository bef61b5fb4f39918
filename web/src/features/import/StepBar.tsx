import { Link } from '@tanstack/react-router';
import { Check } from 'lucide-react';
import type { Import } from '@/api/import';
import { useT } from '@/i18n';
import { STEPS, type Step } from './routes';
import css from './steps.module.css';

/** Where one stands: the file, then the three steps; those one can go to are links. */
export function StepBar({ here, one }: { here: Step | 'file'; one?: Import }) {
  const t = useT();
  const all = ['file', ...STEPS] as const;
  const at = all.indexOf(here);
  // Once it is being written nothing before can be changed.
  const open = one?.status === 'ready';
  return (
    <ol className={css.steps} aria-label={t('import.steps')}>
      {all.map((step, index) => {
        const text = (
          <>
            <span className={css.stepNumber} aria-hidden>
              {index < at ? <Check size={14} /> : index + 1}
            </span>
            {t(`import.step_${step}`)}
          </>
        );
        const reachable = one && open && step !== 'file' && step !== here;
        return (
          <li key={step} className={index < at ? css.stepPast : step === here ? css.stepHere : ''} aria-current={step === here ? 'step' : undefined}>
            {reachable ? (
              <Link to="/imports/$id" params={{ id: one.id }} search={{ step }}>
                {text}
              </Link>
            ) : (
              <span>{text}</span>
            )}
          </li>
        );
      })}
    </ol>
  );
}
