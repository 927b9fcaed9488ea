import type { ResourceLabel } from '../../../shared/declaration/operation';

export const label: ResourceLabel = {
	name: 'Scenario',
	description: 'Interactive scenarios: calls that ask questions and react to the answers',
};
export { default as create } from './create.operation';
export { default as delete } from './delete.operation';
export { default as get } from './get.operation';
export { default as getAll } from './getAll.operation';
export { default as update } from './update.operation';
