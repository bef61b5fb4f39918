import { ListTodo } from 'lucide-react';
import type { NavEntry } from '@/app/feature';

export const nav: readonly NavEntry[] = [{ to: '/obligations', label: 'nav.obligation', icon: ListTodo, group: 'work', needs: [] }];
