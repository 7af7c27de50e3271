/** CloudFormation custom resources: a function that makes, changes and deletes what CloudFormation has no resource type for. */
export { ResourceError } from './errors.ts';
export { customResourceHandler, type CustomResourceHandlerOptions } from './handler.ts';
export type { Lock } from './lock.ts';
export { flag, wholeNumber } from './properties.ts';
export { defineResource, type CustomResource, type Made, type ResourceDefinition } from './resource.ts';
export type { Things, WaitOptions, Work } from './work.ts';
