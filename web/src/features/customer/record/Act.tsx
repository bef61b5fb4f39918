import { Button, Popover, type ButtonProps } from 'antd';
import { Lock } from 'lucide-react';
import type { Answer } from '@/api/types';
import { useWhy } from '@/shared/layout/Locked';
import css from './record.module.css';

interface ActProps extends Pick<ButtonProps, 'type' | 'icon' | 'size'> {
  answer: Answer | undefined;
  onClick: () => void;
  children: string;
}

/** A deed where it is allowed; where it is not, a lock that says why and by which clause. */
export function Act({ answer, onClick, children, ...look }: ActProps) {
  const why = useWhy()(answer);
  if (why === null)
    return (
      <Button {...look} onClick={onClick}>
        {children}
      </Button>
    );
  return (
    <Popover trigger="click" placement="bottomRight" content={<p className={css.why}>{why}</p>}>
      <Button type="text" size={look.size} className={css.locked} icon={<Lock size={14} />}>
        {children}
      </Button>
    </Popover>
  );
}
