"""The pages, one blueprint a file, each as `blueprint`; the folder's listing is the registry.

A module may say by `WAYS` which of its routes stand in the navigation; who may not go there does not see them.
"""
