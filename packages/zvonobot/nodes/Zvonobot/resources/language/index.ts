import type { ResourceLabel } from '../../../../../../nodes/shared/declaration/operation';

export const label: ResourceLabel = { name: 'Language', description: 'Languages of spoken texts' };
export { default as getAll } from './getAll.operation';
