import type { ResourceLabel } from '../../../../../../nodes/shared/declaration/operation';

export const label: ResourceLabel = {
	name: 'Call',
	description: 'Calls to one person or to many, and how they went',
};
export { default as create } from './create.operation';
export { default as createFromTemplate } from './createFromTemplate.operation';
export { default as delete } from './delete.operation';
export { default as get } from './get.operation';
export { default as reschedule } from './reschedule.operation';
