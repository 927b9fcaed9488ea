import type { ResourceLabel } from '../../../../../../nodes/shared/declaration/operation';

export const label: ResourceLabel = { name: 'Audio', description: 'Audio files that calls play' };
export { default as create } from './create.operation';
export { default as delete } from './delete.operation';
