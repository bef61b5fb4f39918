import { flatten } from './translate';

const files = import.meta.glob<Record<string, string>>('./zh/*.json', { eager: true, import: 'default' });

const named = Object.fromEntries(
  Object.entries(files).map(([path, messages]) => [path.slice('./zh/'.length, -'.json'.length), messages]),
);

export default flatten(named);
