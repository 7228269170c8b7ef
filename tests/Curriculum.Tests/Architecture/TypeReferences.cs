using System.Reflection;

namespace Curriculum.Tests.Architecture;

/// <summary>The types that a type mentions anywhere: in what it derives from, its members, attributes and the code of its methods.</summary>
/// <remarks>Read from the compiled code, so that neither a missing <c>using</c> nor an inferred type hides a reference.</remarks>
internal static class TypeReferences
{
    private const BindingFlags Declared = BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;

    public static IReadOnlySet<Type> Of(Type type)
    {
        var found = new HashSet<Type>();
        void Add(Type? mentioned)
        {
            foreach (var part in Parts(mentioned)) found.Add(part);
        }

        Add(type.BaseType);
        foreach (var implemented in type.GetInterfaces()) Add(implemented);
        foreach (var parameter in type.GetGenericArguments().Where(a => a.IsGenericParameter)) AddConstraints(parameter, Add);
        AddAttributes(type, Add);
        foreach (var field in type.GetFields(Declared))
        {
            Add(field.FieldType);
            AddAttributes(field, Add);
        }
        foreach (var property in type.GetProperties(Declared)) AddAttributes(property, Add);
        foreach (var method in type.GetMethods(Declared).Cast<MethodBase>().Concat(type.GetConstructors(Declared))) AddMethod(method, Add);
        return found;
    }

    private static void AddMethod(MethodBase method, Action<Type?> add)
    {
        AddAttributes(method, add);
        AddSignature(method, add);
        if (method is MethodInfo { IsGenericMethodDefinition: true })
        {
            foreach (var parameter in method.GetGenericArguments()) AddConstraints(parameter, add);
        }
        if (method.GetMethodBody() is not { } body) return;
        foreach (var local in body.LocalVariables) add(local.LocalType);
        foreach (var clause in body.ExceptionHandlingClauses.Where(c => c.Flags == ExceptionHandlingClauseOptions.Clause)) add(clause.CatchType);
        foreach (var member in IntermediateLanguage.MembersNamedIn(method, body.GetILAsByteArray()!)) AddMember(member, add);
    }

    private static void AddMember(MemberInfo member, Action<Type?> add)
    {
        if (member is Type type)
        {
            add(type);
            return;
        }
        add(member.DeclaringType);
        if (member is FieldInfo field) add(field.FieldType);
        if (member is MethodBase method) AddSignature(method, add);
        if (member is MethodInfo { IsGenericMethod: true } generic)
        {
            foreach (var argument in generic.GetGenericArguments()) add(argument);
        }
    }

    private static void AddSignature(MethodBase method, Action<Type?> add)
    {
        if (method is MethodInfo { ReturnType: var returned }) add(returned);
        foreach (var parameter in method.GetParameters()) add(parameter.ParameterType);
    }

    private static void AddConstraints(Type parameter, Action<Type?> add)
    {
        foreach (var constraint in parameter.GetGenericParameterConstraints()) add(constraint);
    }

    private static void AddAttributes(MemberInfo member, Action<Type?> add)
    {
        foreach (var attribute in member.GetCustomAttributesData())
        {
            add(attribute.AttributeType);
            var values = attribute.ConstructorArguments.Concat(attribute.NamedArguments.Select(named => named.TypedValue));
            foreach (var value in values) add(value.Value as Type);
        }
    }

    // A constructed type mentions its definition and its arguments; a nested type the types around it.
    private static IEnumerable<Type> Parts(Type? type)
    {
        var open = new Stack<Type?>([type]);
        while (open.TryPop(out var next))
        {
            if (next is null || next.IsGenericParameter) continue;
            if (next.HasElementType)
            {
                open.Push(next.GetElementType());
                continue;
            }
            if (next.IsFunctionPointer)
            {
                open.Push(next.GetFunctionPointerReturnType());
                foreach (var parameter in next.GetFunctionPointerParameterTypes()) open.Push(parameter);
                continue;
            }
            foreach (var argument in next.GenericTypeArguments) open.Push(argument);
            yield return next.IsConstructedGenericType ? next.GetGenericTypeDefinition() : next;
        }
    }
}
