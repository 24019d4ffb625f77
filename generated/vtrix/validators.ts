// Generated from the contract. Do not edit: change specs/ and run "npm run generate".

// @ts-nocheck
export const max = validate20
const schema31 = {
  $ref: '#/$defs/MaxInput',
  $defs: {
    MaxInput: {
      properties: {
        model: { type: 'string', const: 'flux_kontext_max' },
        input: {
          type: 'array',
          minItems: 1,
          maxItems: 1,
          items: {
            type: 'object',
            required: ['params'],
            properties: { params: { $ref: '#/$defs/Parameters' } },
            additionalProperties: false,
          },
        },
      },
      type: 'object',
      required: ['model', 'input'],
      additionalProperties: false,
    },
    Parameters: {
      type: 'object',
      properties: {
        prompt: { type: 'string', minLength: 1 },
        input_image: { type: 'string' },
        input_image_2: { type: 'string' },
        input_image_3: { type: 'string' },
        input_image_4: { type: 'string' },
        seed: { type: 'integer' },
        aspect_ratio: { type: 'string', pattern: '^[1-9][0-9]?:[1-9][0-9]?$' },
        steps: { type: 'integer', minimum: 1, maximum: 50 },
        guidance_scale: { type: 'number', minimum: 1, maximum: 10 },
        negative_prompt: { type: 'string' },
        output_format: { type: 'string', enum: ['jpeg', 'png'] },
        prompt_upsampling: { type: 'boolean' },
        safety_tolerance: { type: 'integer', minimum: 0, maximum: 6 },
      },
      required: ['prompt'],
      additionalProperties: false,
    },
  },
}
const schema32 = {
  properties: {
    model: { type: 'string', const: 'flux_kontext_max' },
    input: {
      type: 'array',
      minItems: 1,
      maxItems: 1,
      items: {
        type: 'object',
        required: ['params'],
        properties: { params: { $ref: '#/$defs/Parameters' } },
        additionalProperties: false,
      },
    },
  },
  type: 'object',
  required: ['model', 'input'],
  additionalProperties: false,
}
const schema33 = {
  type: 'object',
  properties: {
    prompt: { type: 'string', minLength: 1 },
    input_image: { type: 'string' },
    input_image_2: { type: 'string' },
    input_image_3: { type: 'string' },
    input_image_4: { type: 'string' },
    seed: { type: 'integer' },
    aspect_ratio: { type: 'string', pattern: '^[1-9][0-9]?:[1-9][0-9]?$' },
    steps: { type: 'integer', minimum: 1, maximum: 50 },
    guidance_scale: { type: 'number', minimum: 1, maximum: 10 },
    negative_prompt: { type: 'string' },
    output_format: { type: 'string', enum: ['jpeg', 'png'] },
    prompt_upsampling: { type: 'boolean' },
    safety_tolerance: { type: 'integer', minimum: 0, maximum: 6 },
  },
  required: ['prompt'],
  additionalProperties: false,
}
const func1 = Object.prototype.hasOwnProperty
const func2 = (text) => [...text].length
const pattern4 = new RegExp('^[1-9][0-9]?:[1-9][0-9]?$', 'u')

function validate21(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null
  let errors = 0
  const evaluated0 = validate21.evaluated
  if (evaluated0.dynamicProps) {
    evaluated0.props = undefined
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = undefined
  }
  if (data && typeof data == 'object' && !Array.isArray(data)) {
    if (data.model === undefined) {
      const err0 = {
        instancePath,
        schemaPath: '#/required',
        keyword: 'required',
        params: { missingProperty: 'model' },
        message: "must have required property '" + 'model' + "'",
      }
      if (vErrors === null) {
        vErrors = [err0]
      } else {
        vErrors.push(err0)
      }
      errors++
    }
    if (data.input === undefined) {
      const err1 = {
        instancePath,
        schemaPath: '#/required',
        keyword: 'required',
        params: { missingProperty: 'input' },
        message: "must have required property '" + 'input' + "'",
      }
      if (vErrors === null) {
        vErrors = [err1]
      } else {
        vErrors.push(err1)
      }
      errors++
    }
    for (const key0 in data) {
      if (!(key0 === 'model' || key0 === 'input')) {
        const err2 = {
          instancePath,
          schemaPath: '#/additionalProperties',
          keyword: 'additionalProperties',
          params: { additionalProperty: key0 },
          message: 'must NOT have additional properties',
        }
        if (vErrors === null) {
          vErrors = [err2]
        } else {
          vErrors.push(err2)
        }
        errors++
      }
    }
    if (data.model !== undefined) {
      let data0 = data.model
      if (typeof data0 !== 'string') {
        const err3 = {
          instancePath: instancePath + '/model',
          schemaPath: '#/properties/model/type',
          keyword: 'type',
          params: { type: 'string' },
          message: 'must be string',
        }
        if (vErrors === null) {
          vErrors = [err3]
        } else {
          vErrors.push(err3)
        }
        errors++
      }
      if ('flux_kontext_max' !== data0) {
        const err4 = {
          instancePath: instancePath + '/model',
          schemaPath: '#/properties/model/const',
          keyword: 'const',
          params: { allowedValue: 'flux_kontext_max' },
          message: 'must be equal to constant',
        }
        if (vErrors === null) {
          vErrors = [err4]
        } else {
          vErrors.push(err4)
        }
        errors++
      }
    }
    if (data.input !== undefined) {
      let data1 = data.input
      if (Array.isArray(data1)) {
        if (data1.length > 1) {
          const err5 = {
            instancePath: instancePath + '/input',
            schemaPath: '#/properties/input/maxItems',
            keyword: 'maxItems',
            params: { limit: 1 },
            message: 'must NOT have more than 1 items',
          }
          if (vErrors === null) {
            vErrors = [err5]
          } else {
            vErrors.push(err5)
          }
          errors++
        }
        if (data1.length < 1) {
          const err6 = {
            instancePath: instancePath + '/input',
            schemaPath: '#/properties/input/minItems',
            keyword: 'minItems',
            params: { limit: 1 },
            message: 'must NOT have fewer than 1 items',
          }
          if (vErrors === null) {
            vErrors = [err6]
          } else {
            vErrors.push(err6)
          }
          errors++
        }
        const len0 = data1.length
        for (let i0 = 0; i0 < len0; i0++) {
          let data2 = data1[i0]
          if (data2 && typeof data2 == 'object' && !Array.isArray(data2)) {
            if (data2.params === undefined) {
              const err7 = {
                instancePath: instancePath + '/input/' + i0,
                schemaPath: '#/properties/input/items/required',
                keyword: 'required',
                params: { missingProperty: 'params' },
                message: "must have required property '" + 'params' + "'",
              }
              if (vErrors === null) {
                vErrors = [err7]
              } else {
                vErrors.push(err7)
              }
              errors++
            }
            for (const key1 in data2) {
              if (!(key1 === 'params')) {
                const err8 = {
                  instancePath: instancePath + '/input/' + i0,
                  schemaPath: '#/properties/input/items/additionalProperties',
                  keyword: 'additionalProperties',
                  params: { additionalProperty: key1 },
                  message: 'must NOT have additional properties',
                }
                if (vErrors === null) {
                  vErrors = [err8]
                } else {
                  vErrors.push(err8)
                }
                errors++
              }
            }
            if (data2.params !== undefined) {
              let data3 = data2.params
              if (data3 && typeof data3 == 'object' && !Array.isArray(data3)) {
                if (data3.prompt === undefined) {
                  const err9 = {
                    instancePath: instancePath + '/input/' + i0 + '/params',
                    schemaPath: '#/$defs/Parameters/required',
                    keyword: 'required',
                    params: { missingProperty: 'prompt' },
                    message: "must have required property '" + 'prompt' + "'",
                  }
                  if (vErrors === null) {
                    vErrors = [err9]
                  } else {
                    vErrors.push(err9)
                  }
                  errors++
                }
                for (const key2 in data3) {
                  if (!func1.call(schema33.properties, key2)) {
                    const err10 = {
                      instancePath: instancePath + '/input/' + i0 + '/params',
                      schemaPath: '#/$defs/Parameters/additionalProperties',
                      keyword: 'additionalProperties',
                      params: { additionalProperty: key2 },
                      message: 'must NOT have additional properties',
                    }
                    if (vErrors === null) {
                      vErrors = [err10]
                    } else {
                      vErrors.push(err10)
                    }
                    errors++
                  }
                }
                if (data3.prompt !== undefined) {
                  let data4 = data3.prompt
                  if (typeof data4 === 'string') {
                    if (func2(data4) < 1) {
                      const err11 = {
                        instancePath: instancePath + '/input/' + i0 + '/params/prompt',
                        schemaPath: '#/$defs/Parameters/properties/prompt/minLength',
                        keyword: 'minLength',
                        params: { limit: 1 },
                        message: 'must NOT have fewer than 1 characters',
                      }
                      if (vErrors === null) {
                        vErrors = [err11]
                      } else {
                        vErrors.push(err11)
                      }
                      errors++
                    }
                  } else {
                    const err12 = {
                      instancePath: instancePath + '/input/' + i0 + '/params/prompt',
                      schemaPath: '#/$defs/Parameters/properties/prompt/type',
                      keyword: 'type',
                      params: { type: 'string' },
                      message: 'must be string',
                    }
                    if (vErrors === null) {
                      vErrors = [err12]
                    } else {
                      vErrors.push(err12)
                    }
                    errors++
                  }
                }
                if (data3.input_image !== undefined) {
                  if (typeof data3.input_image !== 'string') {
                    const err13 = {
                      instancePath: instancePath + '/input/' + i0 + '/params/input_image',
                      schemaPath: '#/$defs/Parameters/properties/input_image/type',
                      keyword: 'type',
                      params: { type: 'string' },
                      message: 'must be string',
                    }
                    if (vErrors === null) {
                      vErrors = [err13]
                    } else {
                      vErrors.push(err13)
                    }
                    errors++
                  }
                }
                if (data3.input_image_2 !== undefined) {
                  if (typeof data3.input_image_2 !== 'string') {
                    const err14 = {
                      instancePath: instancePath + '/input/' + i0 + '/params/input_image_2',
                      schemaPath: '#/$defs/Parameters/properties/input_image_2/type',
                      keyword: 'type',
                      params: { type: 'string' },
                      message: 'must be string',
                    }
                    if (vErrors === null) {
                      vErrors = [err14]
                    } else {
                      vErrors.push(err14)
                    }
                    errors++
                  }
                }
                if (data3.input_image_3 !== undefined) {
                  if (typeof data3.input_image_3 !== 'string') {
                    const err15 = {
                      instancePath: instancePath + '/input/' + i0 + '/params/input_image_3',
                      schemaPath: '#/$defs/Parameters/properties/input_image_3/type',
                      keyword: 'type',
                      params: { type: 'string' },
                      message: 'must be string',
                    }
                    if (vErrors === null) {
                      vErrors = [err15]
                    } else {
                      vErrors.push(err15)
                    }
                    errors++
                  }
                }
                if (data3.input_image_4 !== undefined) {
                  if (typeof data3.input_image_4 !== 'string') {
                    const err16 = {
                      instancePath: instancePath + '/input/' + i0 + '/params/input_image_4',
                      schemaPath: '#/$defs/Parameters/properties/input_image_4/type',
                      keyword: 'type',
                      params: { type: 'string' },
                      message: 'must be string',
                    }
                    if (vErrors === null) {
                      vErrors = [err16]
                    } else {
                      vErrors.push(err16)
                    }
                    errors++
                  }
                }
                if (data3.seed !== undefined) {
                  let data9 = data3.seed
                  if (!(typeof data9 == 'number' && !(data9 % 1) && !isNaN(data9) && isFinite(data9))) {
                    const err17 = {
                      instancePath: instancePath + '/input/' + i0 + '/params/seed',
                      schemaPath: '#/$defs/Parameters/properties/seed/type',
                      keyword: 'type',
                      params: { type: 'integer' },
                      message: 'must be integer',
                    }
                    if (vErrors === null) {
                      vErrors = [err17]
                    } else {
                      vErrors.push(err17)
                    }
                    errors++
                  }
                }
                if (data3.aspect_ratio !== undefined) {
                  let data10 = data3.aspect_ratio
                  if (typeof data10 === 'string') {
                    if (!pattern4.test(data10)) {
                      const err18 = {
                        instancePath: instancePath + '/input/' + i0 + '/params/aspect_ratio',
                        schemaPath: '#/$defs/Parameters/properties/aspect_ratio/pattern',
                        keyword: 'pattern',
                        params: { pattern: '^[1-9][0-9]?:[1-9][0-9]?$' },
                        message: 'must match pattern "' + '^[1-9][0-9]?:[1-9][0-9]?$' + '"',
                      }
                      if (vErrors === null) {
                        vErrors = [err18]
                      } else {
                        vErrors.push(err18)
                      }
                      errors++
                    }
                  } else {
                    const err19 = {
                      instancePath: instancePath + '/input/' + i0 + '/params/aspect_ratio',
                      schemaPath: '#/$defs/Parameters/properties/aspect_ratio/type',
                      keyword: 'type',
                      params: { type: 'string' },
                      message: 'must be string',
                    }
                    if (vErrors === null) {
                      vErrors = [err19]
                    } else {
                      vErrors.push(err19)
                    }
                    errors++
                  }
                }
                if (data3.steps !== undefined) {
                  let data11 = data3.steps
                  if (!(typeof data11 == 'number' && !(data11 % 1) && !isNaN(data11) && isFinite(data11))) {
                    const err20 = {
                      instancePath: instancePath + '/input/' + i0 + '/params/steps',
                      schemaPath: '#/$defs/Parameters/properties/steps/type',
                      keyword: 'type',
                      params: { type: 'integer' },
                      message: 'must be integer',
                    }
                    if (vErrors === null) {
                      vErrors = [err20]
                    } else {
                      vErrors.push(err20)
                    }
                    errors++
                  }
                  if (typeof data11 == 'number' && isFinite(data11)) {
                    if (data11 > 50 || isNaN(data11)) {
                      const err21 = {
                        instancePath: instancePath + '/input/' + i0 + '/params/steps',
                        schemaPath: '#/$defs/Parameters/properties/steps/maximum',
                        keyword: 'maximum',
                        params: { comparison: '<=', limit: 50 },
                        message: 'must be <= 50',
                      }
                      if (vErrors === null) {
                        vErrors = [err21]
                      } else {
                        vErrors.push(err21)
                      }
                      errors++
                    }
                    if (data11 < 1 || isNaN(data11)) {
                      const err22 = {
                        instancePath: instancePath + '/input/' + i0 + '/params/steps',
                        schemaPath: '#/$defs/Parameters/properties/steps/minimum',
                        keyword: 'minimum',
                        params: { comparison: '>=', limit: 1 },
                        message: 'must be >= 1',
                      }
                      if (vErrors === null) {
                        vErrors = [err22]
                      } else {
                        vErrors.push(err22)
                      }
                      errors++
                    }
                  }
                }
                if (data3.guidance_scale !== undefined) {
                  let data12 = data3.guidance_scale
                  if (typeof data12 == 'number' && isFinite(data12)) {
                    if (data12 > 10 || isNaN(data12)) {
                      const err23 = {
                        instancePath: instancePath + '/input/' + i0 + '/params/guidance_scale',
                        schemaPath: '#/$defs/Parameters/properties/guidance_scale/maximum',
                        keyword: 'maximum',
                        params: { comparison: '<=', limit: 10 },
                        message: 'must be <= 10',
                      }
                      if (vErrors === null) {
                        vErrors = [err23]
                      } else {
                        vErrors.push(err23)
                      }
                      errors++
                    }
                    if (data12 < 1 || isNaN(data12)) {
                      const err24 = {
                        instancePath: instancePath + '/input/' + i0 + '/params/guidance_scale',
                        schemaPath: '#/$defs/Parameters/properties/guidance_scale/minimum',
                        keyword: 'minimum',
                        params: { comparison: '>=', limit: 1 },
                        message: 'must be >= 1',
                      }
                      if (vErrors === null) {
                        vErrors = [err24]
                      } else {
                        vErrors.push(err24)
                      }
                      errors++
                    }
                  } else {
                    const err25 = {
                      instancePath: instancePath + '/input/' + i0 + '/params/guidance_scale',
                      schemaPath: '#/$defs/Parameters/properties/guidance_scale/type',
                      keyword: 'type',
                      params: { type: 'number' },
                      message: 'must be number',
                    }
                    if (vErrors === null) {
                      vErrors = [err25]
                    } else {
                      vErrors.push(err25)
                    }
                    errors++
                  }
                }
                if (data3.negative_prompt !== undefined) {
                  if (typeof data3.negative_prompt !== 'string') {
                    const err26 = {
                      instancePath: instancePath + '/input/' + i0 + '/params/negative_prompt',
                      schemaPath: '#/$defs/Parameters/properties/negative_prompt/type',
                      keyword: 'type',
                      params: { type: 'string' },
                      message: 'must be string',
                    }
                    if (vErrors === null) {
                      vErrors = [err26]
                    } else {
                      vErrors.push(err26)
                    }
                    errors++
                  }
                }
                if (data3.output_format !== undefined) {
                  let data14 = data3.output_format
                  if (typeof data14 !== 'string') {
                    const err27 = {
                      instancePath: instancePath + '/input/' + i0 + '/params/output_format',
                      schemaPath: '#/$defs/Parameters/properties/output_format/type',
                      keyword: 'type',
                      params: { type: 'string' },
                      message: 'must be string',
                    }
                    if (vErrors === null) {
                      vErrors = [err27]
                    } else {
                      vErrors.push(err27)
                    }
                    errors++
                  }
                  if (!(data14 === 'jpeg' || data14 === 'png')) {
                    const err28 = {
                      instancePath: instancePath + '/input/' + i0 + '/params/output_format',
                      schemaPath: '#/$defs/Parameters/properties/output_format/enum',
                      keyword: 'enum',
                      params: { allowedValues: schema33.properties.output_format.enum },
                      message: 'must be equal to one of the allowed values',
                    }
                    if (vErrors === null) {
                      vErrors = [err28]
                    } else {
                      vErrors.push(err28)
                    }
                    errors++
                  }
                }
                if (data3.prompt_upsampling !== undefined) {
                  if (typeof data3.prompt_upsampling !== 'boolean') {
                    const err29 = {
                      instancePath: instancePath + '/input/' + i0 + '/params/prompt_upsampling',
                      schemaPath: '#/$defs/Parameters/properties/prompt_upsampling/type',
                      keyword: 'type',
                      params: { type: 'boolean' },
                      message: 'must be boolean',
                    }
                    if (vErrors === null) {
                      vErrors = [err29]
                    } else {
                      vErrors.push(err29)
                    }
                    errors++
                  }
                }
                if (data3.safety_tolerance !== undefined) {
                  let data16 = data3.safety_tolerance
                  if (!(typeof data16 == 'number' && !(data16 % 1) && !isNaN(data16) && isFinite(data16))) {
                    const err30 = {
                      instancePath: instancePath + '/input/' + i0 + '/params/safety_tolerance',
                      schemaPath: '#/$defs/Parameters/properties/safety_tolerance/type',
                      keyword: 'type',
                      params: { type: 'integer' },
                      message: 'must be integer',
                    }
                    if (vErrors === null) {
                      vErrors = [err30]
                    } else {
                      vErrors.push(err30)
                    }
                    errors++
                  }
                  if (typeof data16 == 'number' && isFinite(data16)) {
                    if (data16 > 6 || isNaN(data16)) {
                      const err31 = {
                        instancePath: instancePath + '/input/' + i0 + '/params/safety_tolerance',
                        schemaPath: '#/$defs/Parameters/properties/safety_tolerance/maximum',
                        keyword: 'maximum',
                        params: { comparison: '<=', limit: 6 },
                        message: 'must be <= 6',
                      }
                      if (vErrors === null) {
                        vErrors = [err31]
                      } else {
                        vErrors.push(err31)
                      }
                      errors++
                    }
                    if (data16 < 0 || isNaN(data16)) {
                      const err32 = {
                        instancePath: instancePath + '/input/' + i0 + '/params/safety_tolerance',
                        schemaPath: '#/$defs/Parameters/properties/safety_tolerance/minimum',
                        keyword: 'minimum',
                        params: { comparison: '>=', limit: 0 },
                        message: 'must be >= 0',
                      }
                      if (vErrors === null) {
                        vErrors = [err32]
                      } else {
                        vErrors.push(err32)
                      }
                      errors++
                    }
                  }
                }
              } else {
                const err33 = {
                  instancePath: instancePath + '/input/' + i0 + '/params',
                  schemaPath: '#/$defs/Parameters/type',
                  keyword: 'type',
                  params: { type: 'object' },
                  message: 'must be object',
                }
                if (vErrors === null) {
                  vErrors = [err33]
                } else {
                  vErrors.push(err33)
                }
                errors++
              }
            }
          } else {
            const err34 = {
              instancePath: instancePath + '/input/' + i0,
              schemaPath: '#/properties/input/items/type',
              keyword: 'type',
              params: { type: 'object' },
              message: 'must be object',
            }
            if (vErrors === null) {
              vErrors = [err34]
            } else {
              vErrors.push(err34)
            }
            errors++
          }
        }
      } else {
        const err35 = {
          instancePath: instancePath + '/input',
          schemaPath: '#/properties/input/type',
          keyword: 'type',
          params: { type: 'array' },
          message: 'must be array',
        }
        if (vErrors === null) {
          vErrors = [err35]
        } else {
          vErrors.push(err35)
        }
        errors++
      }
    }
  } else {
    const err36 = {
      instancePath,
      schemaPath: '#/type',
      keyword: 'type',
      params: { type: 'object' },
      message: 'must be object',
    }
    if (vErrors === null) {
      vErrors = [err36]
    } else {
      vErrors.push(err36)
    }
    errors++
  }
  validate21.errors = vErrors
  return errors === 0
}
validate21.evaluated = { props: true, dynamicProps: false, dynamicItems: false }

function validate20(
  data,
  { instancePath = '', parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {},
) {
  let vErrors = null
  let errors = 0
  const evaluated0 = validate20.evaluated
  if (evaluated0.dynamicProps) {
    evaluated0.props = undefined
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = undefined
  }
  if (!validate21(data, { instancePath, parentData, parentDataProperty, rootData, dynamicAnchors })) {
    vErrors = vErrors === null ? validate21.errors : vErrors.concat(validate21.errors)
    errors = vErrors.length
  }
  validate20.errors = vErrors
  return errors === 0
}
validate20.evaluated = { props: true, dynamicProps: false, dynamicItems: false }
