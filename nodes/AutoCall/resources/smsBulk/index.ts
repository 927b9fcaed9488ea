import type { ResourceLabel } from '../../../shared/declaration/operation';

export const label: ResourceLabel = {
	name: 'SMS Bulk',
	description: 'Text messages to many people',
};
export { default as calculateCost } from './calculateCost.operation';
export { default as create } from './create.operation';
export { default as delete } from './delete.operation';
export { default as get } from './get.operation';
export { default as getAll } from './getAll.operation';
export { default as getMessages } from './getMessages.operation';
export { default as update } from './update.operation';
