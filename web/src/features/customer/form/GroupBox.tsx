import { ChevronDown, ChevronRight } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import css from './form.module.css';

interface Props {
  title: string;
  /** Beside the title: how much of it is filled in. */
  aside: string;
  open: boolean;
  onToggle: () => void;
  children: ReactNode;
  anchor: string;
}

/** A group of the form that can be folded away. */
export function GroupBox({ title, aside, open, onToggle, children, anchor }: Props) {
  const id = useId();
  const Icon = open ? ChevronDown : ChevronRight;
  return (
    <section className={css.group} id={anchor}>
      <h2>
        <button type="button" aria-expanded={open} aria-controls={id} onClick={onToggle}>
          <Icon size={16} aria-hidden />
          {title}
          <span>{aside}</span>
        </button>
      </h2>
      <div id={id} hidden={!open} className={css.groupBody}>
        {open && children}
      </div>
    </section>
  );
}
